using FsCheck;
using Microsoft.FSharp.Core;

namespace Router.Tests;

/// <summary>
/// How many cases a property is tried with, and from which seed: always the same ones in the quick tier, so that a change is judged by itself;
/// new ones in the long tier (ROUTER_TEST_LONG=1, as bench/soak.sh runs it), twenty times as many. A failing property tells its seed.
/// </summary>
internal static class PropertyRuns
{
    private const ulong Seed = 20261121;
    private const int LongFactor = 20;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("ROUTER_TEST_LONG") == "1";

    /// <summary>The quick tier's number of cases, or the long tier's.</summary>
    public static Config Of(int cases) => IsLong
        ? Config.QuickThrowOnFailure.WithMaxTest(cases * LongFactor)
        : Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(new Replay(new Rnd(Seed, Seed), FSharpOption<int>.None));
}
