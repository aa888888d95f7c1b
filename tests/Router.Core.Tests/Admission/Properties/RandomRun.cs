using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Core.Configuration;

namespace Router.Core.Tests.Admission.Properties;

/// <summary>A gate's settings and the commands that it is given, at random.</summary>
internal sealed record RandomRun(GateSettings Settings, ImmutableArray<Step> Steps)
{
    private static readonly double[] Patience = [0, 1, 5, 30, 300];

    /// <summary>Which ends attempts may have; all by default.</summary>
    public ImmutableArray<AttemptOutcome> Outcomes { get; init; } = [.. Enum.GetValues<AttemptOutcome>()];

    /// <summary>Whether tickets wait for as long as it takes.</summary>
    public bool Endless { get; init; }

    /// <summary>Any limits, any commands.</summary>
    public static Gen<RandomRun> All =>
        from limits in Limits
        from queue in Gen.Elements(0, 3, 1000)
        from lease in Gen.Elements(20, 600)
        from count in Gen.Choose(1, 60)
        from steps in AnyStep.ArrayOf(count)
        select new RandomRun(new GateSettings { Limits = limits, QueueLength = queue, Lease = TimeSpan.FromSeconds(lease) }, [.. steps]);

    private static Gen<ProviderLimits> Limits =>
        from requests in Gen.Elements<long?>(null, 1, 3, 10)
        from tokens in Gen.Elements<long?>(null, 50, 200)
        from slots in Gen.Elements<long?>(null, 1, 2, 5)
        select new ProviderLimits(requests, tokens, slots);

    private static Gen<Step> AnyStep =>
        from kind in Gen.Frequency(
            (10, Gen.Constant(StepKind.Enter)), (6, Gen.Constant(StepKind.Report)), (2, Gen.Constant(StepKind.Answering)),
            (1, Gen.Constant(StepKind.Cancel)), (5, Gen.Constant(StepKind.Wait)), (1, Gen.Constant(StepKind.Renew)))
        from a in Gen.Choose(0, 1_000_000)
        from b in Gen.Choose(0, 1_000_000)
        from c in Gen.Choose(0, 1_000_000)
        select new Step(kind, a, b, c);

    public override string ToString() => $"{Settings}\n{string.Join('\n', Steps)}";

    public GateRun Play(bool twice = false, bool reloads = false)
    {
        var run = new GateRun(Settings) { Twice = twice, Reloads = reloads };
        foreach (Step step in Steps)
        {
            Take(run, step);
        }

        return run;
    }

    private void Take(GateRun run, Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Enter:
                run.Enter(
                    $"user{step.A % 4}", step.B % 90, step.C % 3 == 0 ? AdmissionClass.Background : AdmissionClass.Interactive,
                    Endless ? double.PositiveInfinity : Patience[step.C % Patience.Length], step.B % 13 == 0 ? step.A % 4 : 0);
                break;
            case StepKind.Report when run.Open.Count > 0:
                PermitId id = run.Open[step.A % run.Open.Count];
                run.Report(id, Outcomes[step.B % Outcomes.Length], step.C % 5 == 0 ? null : step.C % 120, step.A % 3 == 0 ? TimeSpan.FromSeconds(step.C % 20) : null, step.B % 3);
                break;
            case StepKind.Answering when run.Open.Count > 0:
                run.Answering(run.Open[step.A % run.Open.Count], new ProviderReading(Reading(step.B), Reading(step.C)));
                break;
            case StepKind.Cancel when run.Open.Count + run.Waiting.Count > 0:
                run.Cancel(run.Waiting.Concat(run.Open).ElementAt(step.A % (run.Open.Count + run.Waiting.Count)));
                break;
            case StepKind.Wait:
                // From nothing over milliseconds to a window and a half.
                run.Wait(step.A % 4 == 0 ? 0 : Math.Pow(10, step.B % 5 - 3) * (step.C % 10));
                break;
            case StepKind.Renew when run.Open.Count > 0:
                run.Renew(run.Open[step.A % run.Open.Count]);
                break;
        }
    }

    private static RateReading? Reading(int number) =>
        number % 3 == 0 ? new RateReading(number % 2 == 0 ? 5 + number % 50 : null, number % 7, TimeSpan.FromSeconds(number % 90)) : null;
}
