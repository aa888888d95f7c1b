using FsCheck;
using FsCheck.Fluent;

namespace Router.Core.Tests.Journal.Properties;

/// <summary>Steps at random, and a number from which everything else of the case follows.</summary>
internal sealed record RandomSteps(Step[] Steps, int Seed)
{
    public static Gen<RandomSteps> All =>
        from count in Gen.Choose(1, 14)
        from steps in AnyStep.ArrayOf(count)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new RandomSteps(steps, seed);

    private static Gen<Step> AnyStep =>
        from kind in Gen.Frequency(
            (8, Gen.Constant(StepKind.Append)), (3, Gen.Constant(StepKind.Write)), (4, Gen.Constant(StepKind.Flush)), (2, Gen.Constant(StepKind.Snapshot)),
            (2, Gen.Constant(StepKind.Compact)), (2, Gen.Constant(StepKind.NextDay)), (1, Gen.Constant(StepKind.Reopen)), (1, Gen.Constant(StepKind.ClockBack)))
        from count in Gen.Choose(1, 4)
        from size in Gen.Elements(0, 10, 60, 150)
        select new Step(kind, count, size);

    public override string ToString() => $"seed {Seed}: {string.Join(", ", Steps.Select(step => step.Kind == StepKind.Append ? $"{step.Count} × {step.Size} B" : step.Kind.ToString()))}";
}
