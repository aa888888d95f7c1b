using FsCheck;
using FsCheck.Fluent;

namespace Router.Core.Tests.Spend.Properties;

internal static class SpendCheck
{
    /// <summary>Plays many runs; one that does not hold is told with its whole story.</summary>
    public static void That(Gen<RandomSpend> runs, Func<RandomSpend, (bool Holds, string Story)> holds, int cases = 500) =>
        Prop.ForAll(runs.ToArbitrary(), run =>
        {
            (bool good, string story) = holds(run);
            return good.Label(story);
        }).Check(PropertyRuns.Of(cases));

    public static void That(Gen<RandomSpend> runs, Func<SpendRun, RandomSpend, bool> holds, int cases = 500) => That(
        runs,
        random =>
        {
            SpendRun run = random.Play();
            return (holds(run, random), run.Tale());
        },
        cases);
}
