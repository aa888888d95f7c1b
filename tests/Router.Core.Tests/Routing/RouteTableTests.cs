using Router.Core.Routing;

namespace Router.Core.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly RouteTable Table = Routes.Table(
        """ "opus": "a/big", "sonnet": "public", "haiku": "b/*", "default": "a/rest" """,
        ("claude-opus-4", "a/exact"), ("claude-*", "a/pattern"), ("claude-op*", "a/longer"), ("*", "b/any"), ("public", "a/one b/two"));

    [Theory]
    [InlineData("claude-opus-4", "claude-opus-4: a/exact")]
    [InlineData("claude-opus-5", "claude-op*: a/longer")]
    [InlineData("claude-sonnet-4", "claude-*: a/pattern")]
    [InlineData("my-opus", "tier: a/big")]
    [InlineData("MY-OPUS", "tier: a/big")]
    [InlineData("my-sonnet", "public: a/one b/two")]
    [InlineData("my-haiku:8b", "tier: b/my-haiku:8b")]
    [InlineData("gpt-5", "*: b/any")]
    [InlineData("public", "public: a/one b/two")]
    [InlineData("Public", "*: b/any")]
    public void Name_GoesByExactThenLongestPatternThenTierThenAny(string name, string route) => Assert.Equal(route, Table.Describe(name));

    [Fact]
    public void DefaultTier_TakesWhatNothingElseMatches() =>
        Assert.Equal("tier: a/rest", Routes.Table(""" "opus": "a/big", "default": "a/rest" """, ("x", "a/x")).Describe("gpt-5"));

    [Fact]
    public void LoneStar_GoesBeforeTheDefaultTier() =>
        Assert.Equal("*: b/any", Routes.Table(""" "default": "a/rest" """, ("*", "b/any")).Describe("gpt-5"));

    [Fact]
    public void NameThatNothingMatches_HasNoRoute() => Assert.Null(Routes.Table(""" "opus": "a/big" """, ("x-*", "a/x")).Resolve("gpt-5"));

    [Fact]
    public void PatternsOfOneLength_GoInTheOrderOfTheFile() =>
        Assert.Equal("*-ab: a/1", Routes.Table("", ("*-ab", "a/1"), ("xx-*", "a/2")).Describe("xx-ab"));

    [Theory]
    [InlineData("lab-x", "lab-*: a/lab-x")]
    [InlineData("lab-llama3:8b", "lab-*: a/lab-llama3:8b")]
    [InlineData("lab-org/model", "lab-*: a/lab-org/model")]
    public void StarAsTarget_IsTheNameAsAsked(string name, string route) => Assert.Equal(route, Routes.Table("", ("lab-*", "a/*")).Describe(name));

    [Theory]
    [InlineData("a/qwen3:30b", "a", "qwen3:30b")]
    [InlineData("openrouter/anthropic/claude-x:beta", "openrouter", "anthropic/claude-x:beta")]
    [InlineData("b/m/", "b", "m/")]
    public void Target_IsSplitAtTheFirstSlash(string target, string provider, string model)
    {
        Target found = Assert.Single(Routes.Table("", ("m", target)).Resolve("m")!.Targets);

        Assert.Equal((provider, model), (found.Provider.Name, found.Model));
        Assert.Equal(target, found.ToString());
    }

    [Fact]
    public void PublicName_ExpandsInItsPlace() =>
        Assert.Equal("m: a/1 b/2 b/3 a/4", Routes.Table("", ("m", "a/1 inner a/4"), ("inner", "b/2 deeper"), ("deeper", "b/3")).Describe("m"));

    [Fact]
    public void PublicNameThatLooksLikeATarget_GoesFirst() =>
        Assert.Equal("m: b/high", Routes.Table("", ("m", "a/glm"), ("a/glm", "b/high")).Describe("m"));

    [Fact]
    public void PublicNameInsideItself_IsTheProvidersModel() =>
        Assert.Equal("a/glm: a/glm b/2", Routes.Table("", ("a/glm", "a/glm b/2")).Describe("a/glm"));

    [Fact]
    public void TwoNamesThatNameEachOther_EndAtTheProvider() =>
        Assert.Equal("a/x: a/x", Routes.Table("", ("a/x", "a/y"), ("a/y", "a/x")).Describe("a/x"));

    [Fact]
    public void SharedName_MayBeReachedTwice() =>
        Assert.Equal("m: a/1 a/1", Routes.Table("", ("m", "left right"), ("left", "base"), ("right", "base"), ("base", "a/1")).Describe("m"));

    [Fact]
    public void Route_CarriesItsEntryAndTheNameAsAsked()
    {
        Route pattern = Table.Resolve("claude-sonnet-4")!;
        Route tier = Table.Resolve("my-opus")!;
        Route named = Table.Resolve("my-sonnet")!;

        Assert.Equal(("claude-sonnet-4", "claude-*"), (pattern.Model, pattern.Entry!.Name));
        Assert.Null(tier.Entry);
        Assert.Equal("public", named.Entry!.Name);
    }
}
