using Router.Core.Configuration.Reading;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class SpellingTests
{
    private static readonly string[] Known = ["listen", "access", "providers", "models", "on", "off", "open", "keys"];

    [Theory]
    [InlineData("lsten", "listen")]
    [InlineData("listenn", "listen")]
    [InlineData("Listen", "listen")]
    [InlineData("provder", "providers")]
    [InlineData("modles", "models")]
    [InlineData("opne", "open")]
    [InlineData("of", "off")]
    [InlineData("o", "on")]
    [InlineData("key", "keys")]
    public void NearWord_IsSuggested(string word, string expected) => Assert.Equal($"; did you mean \"{expected}\"?", Spelling.Suggest(word, Known));

    [Theory]
    [InlineData("tiers")]
    [InlineData("")]
    [InlineData("banana")]
    [InlineData("kiss")]
    public void FarWord_GetsNoSuggestion(string word) => Assert.Equal("", Spelling.Suggest(word, Known));

    [Fact]
    public void NothingKnown_IsNoSuggestion() => Assert.Equal("", Spelling.Suggest("listen", []));

    [Fact]
    public void NearestWord_GoesBeforeANearOne() => Assert.Equal("; did you mean \"model-2\"?", Spelling.Suggest("model-2x", ["model-1", "model-2"]));
}
