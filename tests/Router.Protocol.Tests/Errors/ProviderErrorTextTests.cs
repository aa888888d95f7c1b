using System.Text;
using Router.Protocol.Errors;

namespace Router.Protocol.Tests.Errors;

/// <summary>Bodies that are not the JSON of an API.</summary>
public sealed class ProviderErrorTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \n", "")]
    [InlineData("upstream connect error", "upstream connect error")]
    [InlineData("  Bad Gateway\r\n", "Bad Gateway")]
    [InlineData("404 page not found", "404 page not found")]
    [InlineData("\"quoted\" and more", "\"quoted\" and more")]
    [InlineData("{\"error\":", "{\"error\":")]
    [InlineData("\"quoted\"", "quoted")]
    [InlineData("502", "502")]
    [InlineData("<html><body>502</body></html>", "")]
    [InlineData("\n <!DOCTYPE html>", "")]
    public void Text_IsTakenTrimmedAndMarkupIsNot(string body, string message) =>
        Assert.Equal(new ProviderError(false, null, null, message), ProviderErrorReader.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"reason":"no balance"}""")]
    [InlineData("""{"error":{"reason":"x"}}""")]
    [InlineData("""{"detail":[{"loc":["body"]}]}""")]
    [InlineData("""[{"reason":"x"}]""")]
    public void JsonWithoutAMessage_GivesItsOwnText(string body) => Assert.Equal(body, ProviderErrorReader.Read(Encoding.UTF8.GetBytes(body)).Message);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("true")]
    public void JsonThatSaysNothing_GivesNoMessage(string body) => Assert.Equal("", ProviderErrorReader.Read(Encoding.UTF8.GetBytes(body)).Message);

    [Fact]
    public void LongText_IsCut()
    {
        string message = ProviderErrorReader.Read(Encoding.UTF8.GetBytes(new string('x', 5000))).Message;

        Assert.Equal(2000, message.Length);
    }

    [Theory]
    [InlineData("""{"error":{"type":"t","message":"cut \ud83d"}}""")]
    [InlineData("""{"error":"cut \ud83d"}""")]
    [InlineData("""{"\ud83d":1,"message":"cut \ud83d"}""")]
    [InlineData("""{"error":{"message":"m","metadata":{"raw":"cut \ud83d"}}}""")]
    public void HalfASurrogatePair_IsNoFailure(string body) =>
        Assert.StartsWith("cut ", ProviderErrorReader.Read(Encoding.UTF8.GetBytes(body)).Message, StringComparison.Ordinal);

    [Fact]
    public void BytesThatAreNotUtf8_AreNoFailure()
    {
        ProviderError error = ProviderErrorReader.Read(Encoding.Latin1.GetBytes("""{"error":{"type":"t","message":"Überlastet"}}"""));

        Assert.Equal("t", error.Type);
        Assert.EndsWith("berlastet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepNesting_IsNoFailure()
    {
        string deep = new string('[', 1000) + new string(']', 1000);

        Assert.StartsWith("[[", ProviderErrorReader.Read(Encoding.UTF8.GetBytes(deep)).Message, StringComparison.Ordinal);
    }
}
