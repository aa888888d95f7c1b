using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Hosting;

/// <summary>The executable as a process of its own.</summary>
public sealed class ProcessTests
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "router.dll");

    private static async Task<(ProcessRun Process, string Address)> StartAsync(TestFolder folder, Dictionary<string, string>? environment = null)
    {
        ProcessRun process = ProcessRun.Start(folder.Path, environment ?? [], "dotnet", Dll, "--urls", "http://127.0.0.1:0");
        string line = await process.WaitForLineAsync("listens on ");
        return (process, line[(line.IndexOf("http", StringComparison.Ordinal))..]);
    }

    [Fact]
    public async Task Start_WithNothingAtAll_Answers_AndStopsCleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs SIGTERM");
        using var folder = new TestFolder();
        (ProcessRun process, string address) = await StartAsync(folder);
        using (process)
        {
            using var client = new HttpClient();
            Assert.Equal("""{"status":"ready"}""", await client.GetStringAsync($"{address}/ready"));
            using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

            Assert.Equal(0, await process.WaitAsync(TimeSpan.FromSeconds(60)));
            Assert.DoesNotContain("fail:", process.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version_IsPrinted()
    {
        using var folder = new TestFolder();
        using ProcessRun process = ProcessRun.Start(folder.Path, [], "dotnet", Dll, "--version");

        Assert.Equal(0, await process.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+$", process.Output.Trim());
        Assert.False(Directory.Exists(folder.File("state")));
    }

    [Fact]
    public async Task ProviderThatOffersHttp2_GetsHttp2()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs SSL_CERT_FILE to trust the test's certificate");
        using var folder = new TestFolder();
        using X509Certificate2 certificate = SelfSigned();
        folder.Write("ca.pem", certificate.ExportCertificatePem());
        await using FakeProvider provider = await FakeProvider.StartAsync(certificate, Reply.Sse(Samples.Stream()), Reply.Json(200, Samples.Message()));
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(provider.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal))));

        (ProcessRun process, string address) = await StartAsync(folder, new() { ["SSL_CERT_FILE"] = folder.File("ca.pem") });
        using (process)
        {
            using var client = new HttpClient();
            client.DefaultRequestHeaders.Add("x-api-key", TestGateway.Key);
            using var streamBody = new StringContent(TestGateway.Body(stream: true), Encoding.UTF8, "application/json");
            using HttpResponseMessage stream = await client.PostAsync($"{address}/v1/messages", streamBody);
            using var wholeBody = new StringContent(TestGateway.Body(stream: false), Encoding.UTF8, "application/json");
            using HttpResponseMessage whole = await client.PostAsync($"{address}/v1/messages", wholeBody);

            Assert.Equal(Samples.Stream(model: "claude-test"), await stream.Content.ReadAsStringAsync());
            Assert.Equal(Samples.Message(model: "claude-test"), await whole.Content.ReadAsStringAsync());
            Assert.All(provider.Requests, request => Assert.Equal("HTTP/2", request.Protocol));
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
