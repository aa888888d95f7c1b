using Router.Core.AdminContract.Checks;
using Router.Protocol.Anthropic;

namespace Router.Api.Doctor.Probes;

/// <summary>Whether one token in one piece comes back.</summary>
internal static class MessageCheck
{
    public static Check Of(ProbeTarget target, ProbeOutcome outcome)
    {
        MessageUsage usage = outcome.Usage;
        Check check = outcome.IsAnswer
            ? Check.Ok(CheckNames.Message, $"answers in one piece ({usage.Input + usage.CacheRead + usage.CacheWrite} tokens in, {usage.Output} out)")
            : Check.Failed(CheckNames.Message, FailureWords.Of(outcome, Prober.Patience), FixHints.For(target.Target, outcome.Failure));
        return check with { Milliseconds = outcome.Milliseconds };
    }
}
