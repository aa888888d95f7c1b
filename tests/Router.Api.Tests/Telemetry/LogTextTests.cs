using Router.Api.Telemetry;
using Xunit;

namespace Router.Api.Tests.Telemetry;

public sealed class LogTextTests
{
    [Fact]
    public void ProvidersWords_CannotForgeALine_NorShowTheSecret() =>
        Assert.Equal("bad key (secret) 2026 info forged", LogText.OfProvider("bad key s3cret\n2026 info forged", "s3cret"));

    [Theory]
    [InlineData("/v1/messages", "/v1/messages")]
    [InlineData("/v1/models/qwen3:30b", "/v1/models/qwen3:30b")]
    [InlineData("/a b\r\nc\u001b[31m/é", "/a?b??c??31m/?")]
    [InlineData("/v1/sk-ant-api03-secret/x", "/v1/(key)/x")]
    [InlineData("/v1/Bearer sk-rtr-secret", "/v1/(key)")]
    public void Path_IsPlain_AndHoldsNoKey(string path, string expected) => Assert.Equal(expected, LogText.Path(path));

    [Fact]
    public void Path_IsShort() => Assert.Equal(60, LogText.Path("/" + new string('x', 5000)).Length);

    [Fact]
    public void Method_IsOneOfHttpsOwn() => Assert.Equal(["POST", "other"], ((string[])["POST", "secret-method"]).Select(LogText.Method));

    [Fact]
    public void ProvidersWords_AreShort() => Assert.Equal(301, LogText.OfProvider(new string('x', 5000), secret: null).Length);
}
