using Router.Api.Telemetry;
using Xunit;

namespace Router.Api.Tests.Telemetry;

public sealed class LogTextTests
{
    [Fact]
    public void ProvidersWords_CannotForgeALine_NorShowTheSecret() =>
        Assert.Equal("bad key (secret) 2026 info forged", LogText.OfProvider("bad key s3cret\n2026 info forged", "s3cret"));

    [Fact]
    public void ProvidersWords_AreShort() => Assert.Equal(301, LogText.OfProvider(new string('x', 5000), secret: null).Length);
}
