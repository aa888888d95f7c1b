using Router.Api.Upstream.Failures;
using Router.Core.AdminContract.Checks;

namespace Router.Api.Doctor.Probes;

/// <summary>Whether a prompt that does not fit comes back in the words on which Claude Code compacts.</summary>
internal static class OverflowCheck
{
    /// <summary>What is sent where the window is not known, in tokens: more than nearly every window.</summary>
    private const long BeyondMost = 1_200_000;

    /// <summary>How many tokens to send: well beyond a window that is known, so that it is refused and costs nothing.</summary>
    public static long TokensFor(long? window) => window is { } known ? Math.Min(known + (known / 2) + 1000, BeyondMost * 4) : BeyondMost;

    public static Check Of(ProbeOutcome outcome, long sent, TimeSpan patience) =>
        Judge(outcome, sent, patience) with { Milliseconds = outcome.Milliseconds };

    private static Check Judge(ProbeOutcome outcome, long sent, TimeSpan patience)
    {
        if (outcome.IsAnswer)
        {
            return Check.Unsupported(
                CheckNames.Overflow,
                $"answered a prompt of about {sent / 1000}k tokens: its window is larger, or it cuts prompts silently",
                $"compare the input tokens that it reported ({outcome.Usage.Input + outcome.Usage.CacheRead + outcome.Usage.CacheWrite}); a server that cuts needs a larger window (Ollama: num_ctx)");
        }

        if (outcome.Failure is not { Kind: FailureKind.HttpError or FailureKind.ErrorEvent, Status: < 500 } failure)
        {
            return Check.Failed(CheckNames.Overflow, $"a prompt of about {sent / 1000}k tokens is not refused in words: {FailureWords.Of(outcome, patience)}");
        }

        ClientAnswer answer = FailureAnswers.For(failure);
        string words = answer.Error.Message;
        return answer.Error.Status switch
        {
            400 when IsRecognised(words) => Check.Ok(CheckNames.Overflow, $"refused in words on which Claude Code compacts: \"{Short(words)}\""),
            413 => Check.Ok(CheckNames.Overflow, $"refused as too large (HTTP 413) at about {sent / 1000}k tokens; Claude Code shows it and offers /compact"),
            429 => Check.Skipped(CheckNames.Overflow, "the rate limit (HTTP 429) came before the window"),
            _ => Check.Failed(
                CheckNames.Overflow,
                $"refused in words that Claude Code does not act on: {FailureWords.Of(outcome, patience)}",
                "until these words are known to the gateway, set CLAUDE_CODE_AUTO_COMPACT_WINDOW at the clients below the model's window"),
        };
    }

    /// <summary>The two wordings that Claude Code acts on.</summary>
    private static bool IsRecognised(string words) =>
        words.Contains("prompt is too long", StringComparison.OrdinalIgnoreCase) || words.Contains("exceed context limit", StringComparison.OrdinalIgnoreCase);

    private static string Short(string text) => text.Length > 120 ? $"{text[..120]}…" : text;
}
