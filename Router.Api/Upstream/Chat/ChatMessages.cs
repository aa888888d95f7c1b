using Router.Api.CountTokens;
using Router.Api.Messages;
using Router.Api.Reasoning;
using Router.Api.Upstream.Failures;
using Router.Core.Routing;
using Router.Protocol.Anthropic;
using Router.Protocol.Anthropic.Shaping;
using Router.Protocol.Images;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Router.Api.Upstream.Chat;

/// <summary>Translates messages for chat-completions providers.</summary>
internal sealed class ChatMessages(TokenEstimates estimates, MessageReasoning reasoning, SmallerImages images, TimeProvider clock)
{
    private const int Headroom = 4 * 1024;

    public async ValueTask<(OutgoingMessage? Message, UpstreamFailure? Failure)> PrepareAsync(MessageExchange exchange, Candidate candidate)
    {
        Target target = candidate.Target;
        ChatCapabilities capabilities = TargetFit.CapabilitiesOf(target);
        IReasoningMemory? memory = await reasoning.OpenAsync(exchange, capabilities);
        ReadOnlyMemory<byte> request = ImageFence.Apply(exchange.Body, target.Provider.LimitsOfImages(), images, exchange.Notes);
        var body = new PooledWriter(request.Length + Headroom);
        if (!RequestTranslator.TryTranslate(request, Terms(exchange, target, capabilities) with { Memory = memory }, exchange.Notes, body, out TranslatedRequest? translated, out RequestProblem? problem))
        {
            body.Dispose();
            return (null, new UpstreamFailure(FailureKind.Unsuitable, target, problem!.Message));
        }

        var terms = new AnswerTerms
        {
            Model = exchange.AnswerModel,
            EstimatedInput = estimates.Corrected(estimates.InputOf(exchange), target),
            MaxTokens = translated!.MaxTokens,
            ToolNames = translated.ToolNames,
            Capabilities = capabilities,
            Memory = memory,
            HasTools = translated.HasTools,
            WebSearch = translated.WebSearch,
            StopSequences = translated.StopSequences,
        };
        return (new ChatMessage(exchange, candidate, body, terms, clock), null);
    }

    private static RequestTerms Terms(MessageExchange exchange, Target target, ChatCapabilities capabilities) =>
        new()
        {
            Model = target.Model,
            Capabilities = capabilities,
            Stream = exchange.Stream is not null && target.Provider.Stream,
            ReasoningEffort = target.Terms.ReasoningEffort,
            MaxOutputTokens = target.Terms.MaxOutputTokens is < int.MaxValue and var limit ? (int)limit : null,
            RemoveTools = target.Terms.RemoveTools,
            ExtraBody = target.ExtraBody,
        };
}
