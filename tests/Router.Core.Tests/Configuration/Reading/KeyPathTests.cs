using Router.Core.Configuration.Reading;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class KeyPathTests
{
    [Theory]
    [InlineData("", "listen", "listen")]
    [InlineData("providers", "local", "providers.local")]
    [InlineData("", "$schema", "$schema")]
    [InlineData("models", "claude-*", "models[\"claude-*\"]")]
    [InlineData("models", "anthropic/glm", "models[\"anthropic/glm\"]")]
    [InlineData("models", "", "models[\"\"]")]
    [InlineData("", "a b", "[\"a b\"]")]
    [InlineData("models[\"a b\"]", "targets", "models[\"a b\"].targets")]
    public void Member_IsWrittenForPeople(string parent, string name, string path) => Assert.Equal(path, KeyPath.Member(parent, name));

    [Fact]
    public void Item_IsWrittenWithItsIndex() => Assert.Equal("keys[0]", KeyPath.Item("keys", 0));
}
