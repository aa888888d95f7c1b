using Router.Api.Messages;
using Router.Api.Upstream.Chat;
using Router.Api.Upstream.Failures;
using Router.Api.Upstream.PassThrough;
using Router.Core.Configuration;
using Router.Protocol.Images;
using Router.Protocol.Json;

namespace Router.Api.Upstream;

/// <summary>Says a message in the dialect of its target.</summary>
internal sealed class Dialects(ChatMessages chat, SmallerImages images)
{
    /// <summary>The message, or why it can't be said there.</summary>
    /// <param name="exchange">The message as it came in.</param>
    /// <param name="candidate">Where it goes.</param>
    /// <param name="thinkingEdits">How earlier thinking is mended for an Anthropic-style target.</param>
    public ValueTask<(OutgoingMessage? Message, UpstreamFailure? Failure)> PrepareAsync(MessageExchange exchange, Candidate candidate, IReadOnlyList<BodyEdit> thinkingEdits)
    {
        exchange.Notes = AttemptNotes.Begin(exchange.RouteNotes, candidate.Target);
        return candidate.Target.Provider.Style == ProviderStyle.OpenAi
            ? chat.PrepareAsync(exchange, candidate)
            : new((new PassThroughMessage(exchange, candidate, thinkingEdits, images), null));
    }
}
