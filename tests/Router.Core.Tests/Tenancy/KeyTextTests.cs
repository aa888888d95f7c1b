using Router.Core.Tenancy;

namespace Router.Core.Tests.Tenancy;

public sealed class KeyTextTests
{
    private readonly string _key = NewKey.Client().Secret;

    [Fact]
    public void IssuedKeys_AreNotMistyped()
    {
        Assert.False(KeyText.IsMistyped(_key));
        Assert.False(KeyText.IsMistyped(NewKey.Admin().Secret));
    }

    [Fact]
    public void EveryChangedLetter_ShowsInTheChecksum()
    {
        for (int place = "sk-rtr-".Length; place < _key.Length; place++)
        {
            char[] typed = _key.ToCharArray();
            typed[place] = typed[place] == 'x' ? 'y' : 'x';
            Assert.True(KeyText.IsMistyped(typed), $"letter {place}");
        }
    }

    [Fact]
    public void EveryCut_Shows()
    {
        for (int length = "sk-rtr-".Length; length < _key.Length; length++)
        {
            // A key of the first versions had 32 letters and no checksum.
            Assert.Equal(length != "sk-rtr-12345678-".Length + 32, KeyText.IsMistyped(_key.AsSpan(0, length)));
        }

        Assert.True(KeyText.IsMistyped(_key + "x"));
        Assert.True(KeyText.IsMistyped(_key + "é"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk-rtr")]
    [InlineData("sk-ant-api03-abc")]
    [InlineData("my-own-key-of-router-json")]
    public void ForeignKeys_AreNotOursToJudge(string key) => Assert.False(KeyText.IsMistyped(key));

    // Scanners for leaked secrets and stored keys depend on it for years.
    [Fact]
    public void Checksum_NeverChanges() => Assert.False(KeyText.IsMistyped("sk-rtr-00000000-000000000000000000000000000000000000000000040TX1p"));
}
