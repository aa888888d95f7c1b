using Router.Core.Routing;

namespace Router.Core.Tests.Routing;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("*", "")]
    [InlineData("*", "anything/at:all")]
    [InlineData("claude-*", "claude-")]
    [InlineData("claude-*", "claude-x-y")]
    [InlineData("*-fast", "glm-fast")]
    [InlineData("*opus*", "claude-opus-4")]
    [InlineData("a*b*c", "abc")]
    [InlineData("a*b*c", "a-b-b-c-c")]
    [InlineData("**", "x")]
    [InlineData("a.c", "a.c")]
    [InlineData("local/*", "local/qwen3:30b")]
    [InlineData("exact", "exact")]
    public void Name_Matches(string pattern, string name) => Assert.True(NamePattern.Matches(pattern, name));

    [Theory]
    [InlineData("claude-*", "claude")]
    [InlineData("claude-*", "Claude-x")]
    [InlineData("claude-*", "my-claude-x")]
    [InlineData("*-fast", "glm-faster")]
    [InlineData("ab*ba", "aba")]
    [InlineData("a*b*c", "acb")]
    [InlineData("a*b*b", "ab")]
    [InlineData("a.c", "abc")]
    [InlineData("exact", "exactly")]
    [InlineData("exact", "")]
    [InlineData("", "x")]
    public void Name_DoesNotMatch(string pattern, string name) => Assert.False(NamePattern.Matches(pattern, name));
}
