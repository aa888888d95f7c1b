using System.Diagnostics;
using System.Net;
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
    public async Task OneProvider_OnTheCommandLine_HasEveryName()
    {
        using var folder = new TestFolder();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion()));
        using ProcessRun process = ProcessRun.Start(
            folder.Path, [], "dotnet", Dll, "-m", "qwen-plus", "-b", $"{provider.BaseUrl}/v1", "-k", "sk-of-the-provider", "-p", "0", "-H", "127.0.0.1");
        string line = await process.WaitForLineAsync("listens on ");
        await process.WaitForLineAsync("first-keys");
        string key = (await File.ReadAllLinesAsync(folder.File("state/first-keys"), TestContext.Current.CancellationToken)).Single(text => text.Contains("ANTHROPIC_API_KEY", StringComparison.Ordinal)).Split('=')[1];
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{line[line.IndexOf("http", StringComparison.Ordinal)..]}/v1/messages")
        {
            Content = new StringContent(TestGateway.Body(stream: false), Encoding.UTF8, "application/json"), Headers = { { "x-api-key", key } },
        };
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("Hello", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        ReceivedRequest received = Assert.Single(provider.Requests);
        Assert.Equal("Bearer sk-of-the-provider", received.Headers["Authorization"]);
        Assert.Contains("\"qwen-plus\"", received.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenStream_IsFinished_AfterSigterm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs SIGTERM");
        using var folder = new TestFolder();
        var go = new TaskCompletionSource();
        string head = Samples.Start("claude-test") + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a");
        string rest = Samples.TextDelta(0, "b") + Samples.BlockStop(0) + Samples.End("end_turn");
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(head).Wait(go.Task).Send(rest));
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(provider.BaseUrl)));
        (ProcessRun process, string address) = await StartAsync(folder);
        using (process)
        {
            using var client = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/v1/messages") { Content = new StringContent(TestGateway.Body(stream: true), Encoding.UTF8, "application/json") };
            request.Headers.Add("x-api-key", TestGateway.Key);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await WaitForRefusalAsync(address);

            Assert.False(process.HasExited);
            go.SetResult();
            Assert.Equal(head + rest, await response.Content.ReadAsStringAsync());
            Assert.Equal(0, await process.WaitAsync(TimeSpan.FromSeconds(60)));
            Assert.DoesNotContain("fail:", process.Output, StringComparison.Ordinal);
        }
    }

    /// <summary>Returns when the gateway takes no new connections any more.</summary>
    private static async Task WaitForRefusalAsync(string address)
    {
        for (int look = 0; look < 1200; look++)
        {
            try
            {
                using var client = new HttpClient();
                await client.GetStringAsync($"{address}/ready");
            }
            catch (HttpRequestException exception) when (exception.StatusCode is null)
            {
                return;
            }
            catch (HttpRequestException)
            {
                // It says that it is stopping, and still takes connections.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The gateway still takes connections.");
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
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
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

    [Fact]
    public async Task Http2Provider_ThatRefusesALargeRequestUnread_IsHeard()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs SSL_CERT_FILE to trust the test's certificate");
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        await using FakeProvider provider = await FakeProvider.StartAsync(certificate, Reply.Json(413, Samples.Error("request_too_large", "too big")), Reply.Json(200, Samples.Message()));
        provider.ReadsBodies = false;

        await PostLargeAndSmallAsync(certificate, provider.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), async (large, small) =>
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
            Assert.Equal(Samples.Error("request_too_large", "too big"), await large.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.OK, small.StatusCode);
            Assert.Equal(["HTTP/2", "HTTP/2"], provider.Requests.Select(request => request.Protocol));
        });
    }

    [Fact]
    public async Task Http2Provider_ThatStallsTheUpload_HoldsNoAnswerBack()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs SSL_CERT_FILE to trust the test's certificate");
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        await using StallingHttp2Provider provider = StallingHttp2Provider.Start(certificate, Samples.Stream());

        await PostLargeAndSmallAsync(certificate, provider.BaseUrl, async (large, small) =>
        {
            Assert.Equal(Samples.Stream(model: "claude-test"), await large.Content.ReadAsStringAsync());
            Assert.Equal(Samples.Stream(model: "claude-test"), await small.Content.ReadAsStringAsync());
            Assert.Equal("1", large.Headers.GetValues("x-router-attempts").Single());
        });
    }

    /// <summary>Sends 20 MB, then a small request, through a gateway of their own.</summary>
    private static async Task PostLargeAndSmallAsync(X509Certificate2 certificate, string baseUrl, Func<HttpResponseMessage, HttpResponseMessage, Task> check)
    {
        using var folder = new TestFolder();
        folder.Write("ca.pem", certificate.ExportCertificatePem());
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(baseUrl)));
        (ProcessRun process, string address) = await StartAsync(folder, new() { ["SSL_CERT_FILE"] = folder.File("ca.pem") });
        using (process)
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
            client.DefaultRequestHeaders.Add("x-api-key", TestGateway.Key);
            string large = TestGateway.Body(stream: true).Replace("\"Hi\"", $"\"{new string('x', 20_000_000)}\"", StringComparison.Ordinal);
            using var largeBody = new StringContent(large, Encoding.UTF8, "application/json");
            using HttpResponseMessage first = await client.PostAsync($"{address}/v1/messages", largeBody);
            using var smallBody = new StringContent(TestGateway.Body(stream: true), Encoding.UTF8, "application/json");
            using HttpResponseMessage second = await client.PostAsync($"{address}/v1/messages", smallBody);
            await check(first, second);
        }
    }
}
