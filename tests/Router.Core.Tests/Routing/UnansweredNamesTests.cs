using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Tests.Configuration;

namespace Router.Core.Tests.Routing;

public sealed class UnansweredNamesTests
{
    private static ConfigProblem? Find(string members)
    {
        RouterConfig config = Loaded.Good(Loaded.Result($$"""{ {{members}} }"""));
        return UnansweredNames.Find(config, RouteTable.Create(config));
    }

    [Theory]
    [InlineData("""  "tiers": { "default": "p/x" } """)]
    [InlineData("""  "tiers": { "opus": "p/x", "sonnet": "p/x", "haiku": "p/x" } """)]
    [InlineData("""  "models": { "claude-*": { "targets": ["p/x"] } } """)]
    [InlineData("""  "models": { "*": { "targets": ["p/x"] } } """)]
    public void EveryFamilyAnswered_IsNoProblem(string members) => Assert.Null(Find($$""" "providers": { "p": { "preset": "glm" } }, {{members}} """));

    [Fact]
    public void ModelsAlone_LeaveTheClientsOwnNamesUnanswered()
    {
        ConfigProblem? problem = Find(""" "providers": { "p": { "preset": "glm" } }, "models": { "claude-sonnet-4-6": { "targets": ["p/x"] } }, "tiers": { "haiku": "p/x" } """);

        Assert.Equal("tiers", problem?.Key);
        Assert.Contains("claude-opus-…, claude-sonnet-…", problem?.Text, StringComparison.Ordinal);
        Assert.Contains("\"default\": \"claude-sonnet-4-6\"", problem?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FileWithoutProviders_IsTold() => Assert.Equal("providers", Find("")?.Key);
}
