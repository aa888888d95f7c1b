using Router.Api.Messages;
using Router.Api.Upstream.Failures;

namespace Router.Api.Telemetry;

/// <summary>How attempts ended, as label values: what the failure was before content, or what happened behind it.</summary>
internal static class AttemptOutcomes
{
    /// <summary>The client left, or a bug ended it.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>The answer was known without asking.</summary>
    private const string AnsweredHere = "answered_here";

    public static string Of(MessageExchange exchange, UpstreamFailure? failure) => failure is not null ? LabelWords.Of(failure.Kind) : exchange.Ending switch
    {
        MessageEnding.Complete => exchange.IsAnsweredHere ? AnsweredHere : "answered",
        MessageEnding.Stopped => "stopped",
        MessageEnding.ProviderError => "error_behind_content",
        MessageEnding.Cut => "cut_behind_content",
        MessageEnding.Silent => "silent_behind_content",
        _ => Abandoned,
    };
}
