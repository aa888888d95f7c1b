using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>Hosts that are not there, or not whom they claim to be.</summary>
public sealed class ReachTests
{
    [Fact]
    public async Task NameThatNobodyKnows_Fails_AndTheRestIsSkipped()
    {
        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", "https://no-such-provider.invalid"));

        Assert.Equal(1, checkup.Code);
        Assert.StartsWith("failed: no-such-provider.invalid", checkup["dns"], StringComparison.Ordinal);
        Assert.Contains("\"providers.p.baseUrl\"", checkup["dns"], StringComparison.Ordinal);
        Assert.All((string[])["tcp", "tls", "http", "auth", "message", "stream", "tools", "count", "usage", "overflow"], name => Assert.StartsWith("skipped: ", checkup[name], StringComparison.Ordinal));
    }

    [Fact]
    public async Task PortThatNobodyListensOn_Fails()
    {
        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", $"http://127.0.0.1:{FreePort.Next()}"));

        Assert.Equal(1, checkup.Code);
        Assert.StartsWith("failed: 127.0.0.1:", checkup["tcp"], StringComparison.Ordinal);
        Assert.Contains("start the server", checkup["tcp"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SelfSignedCertificate_IsToldInPlainWords()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        await using FakeProvider provider = await FakeProvider.StartAsync(certificate);

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl));

        Assert.Equal(1, checkup.Code);
        Assert.Contains("self-signed", checkup["tls"], StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task PlainHttpBehindAnHttpsAddress_PointsToTheScheme()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl.Replace("http://", "https://", StringComparison.Ordinal)));

        Assert.StartsWith("failed: no TLS can be agreed on", checkup["tls"], StringComparison.Ordinal);
        Assert.Contains("http://", checkup["tls"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsBehindAnHttpAddress_IsNoHttp()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        await using FakeProvider provider = await FakeProvider.StartAsync(certificate);

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl.Replace("https://", "http://", StringComparison.Ordinal)));

        Assert.Contains("http or https", checkup["http"], StringComparison.Ordinal);
        Assert.StartsWith("skipped: ", checkup["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GatewayAsItsOwnProvider_IsRecognised()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        string config = Checkup.Provider("anthropic", gateway.Address).Replace("\"keys\"", $"\"listen\": \"{gateway.Address}\", \"keys\"", StringComparison.Ordinal);

        Checkup checkup = await Checkup.OfAsync(config, urls: null);

        Assert.Contains("this is the gateway itself", checkup["message"], StringComparison.Ordinal);
        Assert.Contains(checkup.Setup, check => Checkup.Line(check) == $"ok: {gateway.Address}: a gateway is running there");
    }
}
