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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Http2Provider_ThatTakesNoMoreOfTheUpload_StillAnswers(bool stream)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs SSL_CERT_FILE to trust the test's certificate");
        using var folder = new TestFolder();
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        folder.Write("ca.pem", certificate.ExportCertificatePem());
        // The body is never read, so that flow control holds most of it back; the stream stays open behind its last event.
        await using FakeProvider provider = await FakeProvider.StartAsync(
            certificate, stream ? Reply.Sse().Send(Samples.Stream()).Hang() : Reply.Json(413, Samples.Error("request_too_large", "too big")));
        provider.ReadsBodies = false;
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(provider.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal))));

        (ProcessRun process, string address) = await StartAsync(folder, new() { ["SSL_CERT_FILE"] = folder.File("ca.pem") });
        using (process)
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
            client.DefaultRequestHeaders.Add("x-api-key", TestGateway.Key);
            string large = TestGateway.Body(stream: true).Replace("\"Hi\"", $"\"{new string('x', 20_000_000)}\"", StringComparison.Ordinal);
            using var largeBody = new StringContent(large, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync($"{address}/v1/messages", largeBody);

            Assert.Equal(stream ? HttpStatusCode.OK : HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
            Assert.Equal(stream ? Samples.Stream(model: "claude-test") : Samples.Error("request_too_large", "too big"), await response.Content.ReadAsStringAsync());
            Assert.Equal("HTTP/2", provider.Requests.Single().Protocol);
            Assert.Equal("1", response.Headers.GetValues("x-router-attempts").Single());

            // The next request over the same connection arrives whole: nothing of the stalled one is left in its way.
            provider.ReadsBodies = true;
            provider.Enqueue(Reply.Json(200, Samples.Message()));
            using var nextBody = new StringContent(TestGateway.Body(stream: false), Encoding.UTF8, "application/json");
            using HttpResponseMessage next = await client.PostAsync($"{address}/v1/messages", nextBody);
            Assert.Equal(HttpStatusCode.OK, next.StatusCode);
            Assert.Equal(TestGateway.Body(stream: false, "upstream-model"), provider.Requests[1].Text);
        }
    }
}
