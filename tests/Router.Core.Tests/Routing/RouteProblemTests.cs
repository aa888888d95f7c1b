using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Tests.Configuration;

namespace Router.Core.Tests.Routing;

public sealed class RouteProblemTests
{
    [Theory]
    [InlineData("c/m", "models.m.targets[0]: \"c/m\" names the provider \"c\", which is not under \"providers\"")]
    [InlineData("openruter/m", "models.m.targets[0]: \"openruter/m\" names the provider \"openruter\", which is not under \"providers\"; did you mean \"openrouter\"?")]
    [InlineData("somewhere/m", "models.m.targets[0]: \"somewhere/m\" names the provider \"somewhere\", which is not under \"providers\"; known: a, b, openrouter")]
    [InlineData("nothing", "models.m.targets[0]: \"nothing\" is neither a name under \"models\" nor \"provider/model\"")]
    [InlineData("othr", "models.m.targets[0]: \"othr\" is neither a name under \"models\" nor \"provider/model\"; did you mean \"other\"?")]
    [InlineData("*", "models.m.targets[0]: \"*\" is neither a name under \"models\" nor \"provider/model\"")]
    [InlineData("a/", "models.m.targets[0]: \"a/\" names no model behind the \"/\"; write a/model, or a/* for the name as asked")]
    public void TargetThatLeadsNowhere_IsNamedWithASuggestion(string target, string problem) =>
        Assert.StartsWith(problem, Loaded.Problem(Routes.Json("", ("m", target), ("other", "a/1"))).ToString(), StringComparison.Ordinal);

    [Fact]
    public void SlashAlone_NamesNoProvider() => Assert.Equal("models.m.targets[0]", Loaded.Problem(Routes.Json("", ("m", "/x"))).Key);

    [Theory]
    [InlineData(""" "opus": "c/m" """, "tiers.opus")]
    [InlineData(""" "default": "nothing" """, "tiers.default")]
    public void TierThatLeadsNowhere_IsNamed(string tiers, string key) => Assert.Equal(key, Loaded.Problem(Routes.Json(tiers)).Key);

    [Fact]
    public void NameThatLeadsToItself_IsRefused() =>
        Assert.Equal("models.m.targets[1]: \"m\" leads back to \"m\"; name a provider/model instead", Loaded.Problem(Routes.Json("", ("m", "a/1 m"))).ToString());

    [Fact]
    public void Circle_IsRefusedAtEveryNameInIt()
    {
        ImmutableArray<ConfigProblem> problems = Loaded.Result(Routes.Json("", ("x", "y"), ("y", "a/1 z"), ("z", "x"), ("outside", "x"))).Errors;

        Assert.Equal(["models.x.targets[0]", "models.y.targets[1]", "models.z.targets[0]"], problems.Select(problem => problem.Key));
        Assert.All(problems, problem => Assert.Contains("leads back to", problem.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryBadTarget_IsTold() =>
        Assert.Equal(
            ["models.m.targets[0]", "models.m.targets[2]", "models[\"n-*\"].targets[0]", "tiers.haiku"],
            Loaded.Result(Routes.Json(""" "haiku": "q/r" """, ("m", "c/1 a/2 d/3"), ("n-*", "n-x"))).Errors.Select(problem => problem.Key));

    [Fact]
    public void FileWithoutProviders_SaysSoWithoutAList() =>
        Assert.Equal(
            "models.m.targets[0]: \"a/m\" names the provider \"a\", which is not under \"providers\"", Loaded.Problem("""{ "models": { "m": { "targets": ["a/m"] } } }""").ToString());
}
