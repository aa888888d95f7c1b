using System.Text;
using System.Text.Json;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;
using Xunit;

namespace Router.Api.Tests.Upstream.Failures;

public sealed class SecretMaskTests
{
    private static string Mask(string body, string? secret) => Encoding.UTF8.GetString(SecretMask.Apply(Encoding.UTF8.GetBytes(body), secret));

    [Theory]
    [InlineData("sk-ab/cd", "sk-ab/cd", "(secret)")]
    [InlineData("sk-ab/cd", "key sk-ab/cd or sk-ab/cdsk-ab/cd.", "key (secret) or (secret)(secret).")]
    [InlineData("sk-ab/cd", """{"m":"sk-ab\/cd"}""", """{"m":"(secret)"}""")]
    [InlineData("sk-ab/cd", """{"m":"\u0073k\u002dab\u002Fcd"}""", """{"m":"(secret)"}""")]
    [InlineData("sk-ab/cd", """{"m":"{\"raw\":\"sk-ab\\/cd \\u0073k-ab/cd\"}"}""", """{"m":"{\"raw\":\"(secret) (secret)\"}"}""")]
    [InlineData("a\"b\\c+d", """{"m":"a\"b\\c+d"}""", """{"m":"(secret)"}""")]
    [InlineData("a\"b\\c+d", "a\"b\\c+d", "(secret)")]
    [InlineData("schlüssel😀", """{"m":"schlüssel😀 schl\u00fcssel\ud83d\ude00"}""", """{"m":"(secret) (secret)"}""")]
    [InlineData("nsk-abcd", """{"m":"\nsk-abcd"}""", """{"m":"(secret)"}""")]
    [InlineData("sk-abcd", "sk-abc sk-ab sk-abc", "sk-abc sk-ab sk-abc")]
    [InlineData("sk-abcd", "sk-sk-abcd", "sk-(secret)")]
    [InlineData("sk-abcd", "", "")]
    [InlineData("sk-abcd", "\\", "\\")]
    [InlineData("sk-abcd", "sk-abc\\u00", "sk-abc\\u00")]
    [InlineData("error", """{"type":"error"}""", """{"type":"error"}""")]
    [InlineData("", "any", "any")]
    [InlineData(null, "any", "any")]
    public void Secret_IsMasked_HoweverItIsWritten(string? secret, string body, string expected) => Assert.Equal(expected, Mask(body, secret));

    [Theory]
    [InlineData("sk-<&>'+\"\\/é😀")]
    public void Secret_WrittenByAnySerializer_IsMasked(string secret)
    {
        string once = JsonSerializer.Serialize(secret);
        string twice = JsonSerializer.Serialize(new { raw = JsonSerializer.Serialize(new { error = secret }) });

        Assert.Equal("\"(secret)\"", Mask(once, secret));
        Assert.Contains("(secret)", JsonDocument.Parse(Mask(twice, secret)).RootElement.GetProperty("raw").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BodyWithoutTheSecret_IsNotCopied()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"type":"error","error":{"type":"api_error","message":"\"sk-\""}}""");

        Assert.Same(body, SecretMask.Apply(body, "sk-abcd"));
    }
}
