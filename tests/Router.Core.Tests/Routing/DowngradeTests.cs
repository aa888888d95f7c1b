using Router.Core.Routing;

namespace Router.Core.Tests.Routing;

public sealed class DowngradeTests
{
    private const string Tiers = """ "opus": "best", "sonnet": "a/middle", "haiku": "small", "default": "b/rest", "downgrade": true """;
    private static readonly (string, string)[] Models = [("best", "a/big b/big"), ("small", "a/small b/small"), ("claude-opus-4", "b/opus"), ("mine", "b/mine")];

    [Theory]
    [InlineData("some-OPUS", "a/big b/big | a/middle a/small b/small")]
    [InlineData("claude-opus-4", "b/opus | a/middle a/small b/small")]
    [InlineData("best", "a/big b/big | a/middle a/small b/small")]
    [InlineData("my-sonnet", "a/middle | a/small b/small")]
    [InlineData("my-haiku", "a/small b/small | ")]
    [InlineData("small", "a/small b/small | ")]
    [InlineData("mine", "b/mine | ")]
    [InlineData("gpt-5", "b/rest | ")]
    public void LowerTiers_FollowBehind(string name, string targets) => Assert.Equal(targets, Describe(Routes.Table(Tiers, Models), name));

    [Fact]
    public void DowngradeIsOff_UnlessItIsAskedFor() =>
        Assert.Equal("a/big b/big | ", Describe(Routes.Table(Tiers.Replace(""", "downgrade": true""", "", StringComparison.Ordinal), Models), "best"));

    [Fact]
    public void TargetThatIsThereAlready_IsNotRepeated() =>
        Assert.Equal("a/x b/y | b/z", Describe(Routes.Table(""" "opus": "best", "sonnet": "middle", "haiku": "a/x", "downgrade": true """, ("best", "a/x b/y"), ("middle", "b/y b/z")), "best"));

    [Fact]
    public void TiersThatLeadToTheNameAsAsked_AddNothing() =>
        Assert.Equal("a/claude-opus-4 | ", Describe(Routes.Table(""" "opus": "a/*", "sonnet": "a/*", "haiku": "a/*", "downgrade": true """), "claude-opus-4"));

    [Fact]
    public void EntryOfSeveralTiers_IsTheLowestOfThem() =>
        Assert.Equal("a/x | b/small", Describe(Routes.Table(""" "opus": "one", "sonnet": "one", "haiku": "b/small", "downgrade": true """, ("one", "a/x")), "one"));

    private static string Describe(RouteTable table, string name)
    {
        Route route = table.Resolve(name)!;
        Assert.All(route.Targets.SkipWhile(target => !target.IsDowngrade), target => Assert.True(target.IsDowngrade));
        return $"{string.Join(' ', route.Targets.Where(target => !target.IsDowngrade))} | {string.Join(' ', route.Targets.Where(target => target.IsDowngrade))}";
    }
}
