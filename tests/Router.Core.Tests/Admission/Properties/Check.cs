using FsCheck;
using FsCheck.Fluent;

namespace Router.Core.Tests.Admission.Properties;

internal static class Check
{
    /// <summary>Plays many runs; one that does not hold is told with its whole story.</summary>
    public static void That(Gen<RandomRun> runs, Func<RandomRun, (bool Holds, string Story)> holds, int cases = 1000) =>
        Prop.ForAll(runs.ToArbitrary(), run =>
        {
            (bool good, string story) = holds(run);
            return good.Label(story);
        }).Check(PropertyRuns.Of(cases));

    public static void That(Gen<RandomRun> runs, Func<GateRun, RandomRun, bool> holds, int cases = 1000) => That(
        runs,
        random =>
        {
            GateRun run = random.Play();
            return (holds(run, random), run.Story());
        },
        cases);
}
