using Router.Api.Upstream.Failures;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Translation;
using Router.Protocol.Translation;

namespace Router.Api.Doctor.Probes;

/// <summary>Which key of router.json a provider's refusal asks for.</summary>
internal static class FixHints
{
    /// <summary>Words of refusals, and the capability that keeps what is refused from being sent. The first match counts.</summary>
    private static readonly (string[] Words, string Fix)[] Chat =
    [
        (["stream_options"], "\"streamUsage\": false"),
        (["include_usage"], "\"streamUsage\": false"),
        (["parallel_tool_calls"], "\"parallelTools\": false"),
        (["thought_signature"], "\"thoughtSignatures\": true"),
        (["reasoning_content", "missing"], "\"reasoning\": \"reasoning_content\", \"reasoningRequired\": true"),
        (["reasoning_effort"], "\"reasoningControl\": \"none\""),
        (["enable_thinking"], "\"reasoningControl\": \"none\""),
        (["chat_template_kwargs"], "\"reasoningControl\": \"none\""),
        (["tool_choice"], "\"freeToolChoiceWhileThinking\": true"),
        (["response_format"], "\"jsonSchemaOutput\": false"),
        (["top_k"], "\"topK\": false"),
        (["temperature"], "\"sampling\": false"),
        (["top_p"], "\"sampling\": false"),
        (["additionalproperties"], "\"schema\": \"gemini\""),
        (["invalid", "schema"], "\"schema\": \"strict\" (or \"gemini\")"),
        (["tool", "name", "long"], "\"toolNameLimit\": 64 (or less)"),
    ];

    private static readonly string[] NoTools = ["not support tool", "tool use is not supported", "not support function", "no endpoints found that support tool"];

    /// <summary>The change that helps; null when the words ask for none that is known.</summary>
    public static string? For(Target target, UpstreamFailure? failure)
    {
        if (failure is null)
        {
            return null;
        }

        string provider = $"providers.{target.Provider.Name}";
        return failure switch
        {
            _ when Array.Exists(NoTools, words => Says(failure, words)) => $"choose a model that calls tools in the place of {target.Model}; Claude Code needs them",
            { Kind: FailureKind.Loop } => $"set \"{provider}.baseUrl\" to the provider's own address",
            { Kind: FailureKind.FirstByteTimeout } => $"if it only needs longer, raise \"{provider}.timeouts.firstByte\"",
            { Kind: FailureKind.NotAnAnswer } or { Status: 405 } => WrongAddress(target),
            { Status: 404 } => Says(failure, "model") ? WrongModel(target) : WrongAddress(target),
            { Status: 402 } => "top up the account, or put another credential behind this one",
            { Status: 429 } => "wait and try again, or put another credential behind this one",
            { Status: >= 500 } => "this is the provider's own trouble; try again later",
            _ when Says(failure, "model") && (Says(failure, "not exist") || Says(failure, "not found") || Says(failure, "unknown model") || Says(failure, "invalid model")) => WrongModel(target),
            _ => ByWords(target, failure, provider),
        };
    }

    private static string? ByWords(Target target, UpstreamFailure failure, string provider)
    {
        if (Says(failure, "enable-auto-tool-choice"))
        {
            return "start the server with --enable-auto-tool-choice and the --tool-call-parser of the model";
        }

        if (target.Provider.Style != ProviderStyle.OpenAi)
        {
            return OfMessages(failure, target.Provider, provider);
        }

        return OfOutputLimit(target, failure, provider)
            ?? (Chat.FirstOrDefault(rule => rule.Words.All(word => Says(failure, word))).Fix is { } fix ? $"set \"{provider}.capabilities\": {{ {fix} }}" : null);
    }

    private static string? OfOutputLimit(Target target, UpstreamFailure failure, string provider)
    {
        if (Says(failure, "output limit was reached"))
        {
            return MoreTokens(provider); // a model that thinks first has no word left
        }

        ChatCapabilities now = CapabilityTable.Find(target.Provider.Preset, target.Model, target.Provider.Capabilities);
        string other = now.MaxTokensField == "max_tokens" ? "max_completion_tokens" : "max_tokens";
        if (Says(failure, other))
        {
            return $"set \"{provider}.capabilities\": {{ \"maxTokensField\": \"{other}\" }}";
        }

        return Says(failure, now.MaxTokensField) && (Says(failure, "minimum") || Says(failure, "at least") || Says(failure, "below") || Says(failure, ">="))
            ? MoreTokens(provider)
            : null;
    }

    private static string MoreTokens(string provider) => $"set \"{provider}.capabilities\": {{ \"minOutputTokens\": 16 }}";

    private static string? OfMessages(UpstreamFailure failure, ProviderConfig config, string provider)
    {
        if (config.Style == ProviderStyle.Native)
        {
            return null; // nothing is taken out of what goes to Anthropic
        }

        return Says(failure, "beta") ? $"name the beta that it refuses in \"{provider}.removeBetas\""
            : Says(failure, "extra inputs") || Says(failure, "unknown field") || Says(failure, "unrecognized") ? $"name the field that it refuses in \"{provider}.removeFields\""
            : null;
    }

    private static string WrongModel(Target target) => $"check the model's name: the provider does not know \"{target.Model}\"";

    private static string WrongAddress(Target target)
    {
        string provider = $"providers.{target.Provider.Name}";
        string wants = target.Provider.Style == ProviderStyle.OpenAi ? "chat/completions" : "messages";
        return $"check \"{provider}.baseUrl\" and \"{provider}.path\" ({wants} is looked for below it), and that \"style\" is the dialect spoken there";
    }

    private static bool Says(UpstreamFailure failure, string words) => failure.Detail.Contains(words, StringComparison.OrdinalIgnoreCase);
}
