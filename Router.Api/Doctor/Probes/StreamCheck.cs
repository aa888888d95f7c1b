using Router.Core.AdminContract.Checks;

namespace Router.Api.Doctor.Probes;

/// <summary>Whether a stream has the grammar that clients want, comes piece by piece, and begins soon.</summary>
internal static class StreamCheck
{
    /// <summary>Below this an answer may come at once because it is short.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(1);

    public static Check Of(ProbeTarget target, ProbeOutcome outcome, TimeProvider clock) => Judge(target, outcome, clock) with { Milliseconds = outcome.Milliseconds };

    private static Check Judge(ProbeTarget target, ProbeOutcome outcome, TimeProvider clock)
    {
        if (!outcome.IsAnswer)
        {
            return Check.Failed(CheckNames.Stream, FailureWords.Of(outcome, Prober.Patience), FixHints.For(target.Target, outcome.Failure));
        }

        (ProbeAnswer _, string? problem) = StreamGrammar.Read(outcome.Answer);
        if (problem is not null)
        {
            return Check.Failed(CheckNames.Stream, $"its events break clients: {problem}", AskForOnePiece(target));
        }

        string first = outcome.FirstContent is { } time ? $"first content after {time.TotalMilliseconds:0} ms" : "no content";
        if (!target.Target.Provider.Stream)
        {
            return Check.Ok(CheckNames.Stream, "asked in one piece (\"stream\": false) and told as a stream");
        }

        if (!outcome.Wire.IsStream)
        {
            return Check.Unsupported(CheckNames.Stream, "a stream was asked for and the answer came in one piece; clients get it as a stream", AskForOnePiece(target));
        }

        WireWatch wire = outcome.Wire;
        return CameAtOnce(clock.GetElapsedTime(wire.Sent, wire.FirstByte), clock.GetElapsedTime(wire.FirstByte, wire.LastByte))
            ? Check.Unsupported(CheckNames.Stream, $"all of the stream came at once after {outcome.Milliseconds} ms: something between here and the model holds it back", AskForOnePiece(target))
            : Check.Ok(CheckNames.Stream, $"complete, {first}");
    }

    /// <summary>Whether the waiting was before the first byte and none between it and the last.</summary>
    public static bool CameAtOnce(TimeSpan beforeFirst, TimeSpan fromFirstToLast) => beforeFirst > Noticeable && fromFirstToLast < beforeFirst * 0.02;

    private static string AskForOnePiece(ProbeTarget target) =>
        $"set \"providers.{target.Target.Provider.Name}.stream\" to false: the gateway then asks for one piece and keeps clients patient with pings";
}
