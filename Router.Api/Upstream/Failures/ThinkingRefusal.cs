using Router.Core.Configuration;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream.Failures;

/// <summary>
/// What a provider's refusal of earlier thinking asks for. The wordings:
/// <code>
/// messages.1.content.0: Invalid `signature` in `thinking` block                               Anthropic
/// messages.1.content.0: Invalid `data` in `redacted_thinking` block                           Anthropic
/// unknown variant `redacted_thinking`, expected one of …                                      DeepSeek
/// The `content[].thinking` in the thinking mode must be passed back to the API.               DeepSeek
/// </code>
/// </summary>
internal static class ThinkingRefusal
{
    /// <summary>How often a message may be sent again, with its thinking mended further each time.</summary>
    public static int Repairs(ProviderStyle style) => style switch
    {
        ProviderStyle.Native => 1,
        ProviderStyle.Compatible => 2,
        _ => 0,
    };

    /// <summary>What is mended before the first try: nothing for Anthropic itself, whose bytes stay as they are; elsewhere what only the gateway can read goes.</summary>
    public static ThinkingRepair BeforeFirst(ProviderStyle style) => style == ProviderStyle.Compatible ? ThinkingRepair.DropCarriers : ThinkingRepair.None;

    /// <summary>What the next try needs; <see cref="ThinkingRepair.None"/> when the refusal is about something else.</summary>
    public static ThinkingRepair NeededAfter(UpstreamFailure failure, ProviderStyle style)
    {
        if (failure is not { Kind: FailureKind.HttpError, Status: 400 } || !Says(failure, "thinking"))
        {
            return ThinkingRepair.None;
        }

        return style switch
        {
            ProviderStyle.Native => Says(failure, "signature") || (Says(failure, "redacted_thinking") && (Says(failure, "invalid") || Says(failure, "unknown variant"))) ? ThinkingRepair.DropAll : ThinkingRepair.None,
            _ when Says(failure, "must be passed back") => ThinkingRepair.AddMissing,
            _ when Says(failure, "signature") => ThinkingRepair.DropAll,
            _ when Says(failure, "redacted_thinking") => ThinkingRepair.DropRedacted,
            _ => ThinkingRepair.None,
        };
    }

    private static bool Says(UpstreamFailure failure, string word) => failure.Detail.Contains(word, StringComparison.OrdinalIgnoreCase);
}
