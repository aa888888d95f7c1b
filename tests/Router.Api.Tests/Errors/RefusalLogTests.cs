using System.Text.RegularExpressions;
using FakeUpstream;
using Router.Api.Errors;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Errors;

public sealed class RefusalLogTests
{
    /// <summary>What the log files of a gateway hold of refusals once it has ended.</summary>
    private static async Task<string[]> LinesAsync(string members, Func<TestGateway, Task> use, TimeProvider? clock = null)
    {
        using var folder = new TestFolder { Keep = true };
        folder.Write("router.json", TestGateway.Config(members));
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, clock))
        {
            await use(gateway);
        }

        folder.Keep = false;
        string log = string.Concat(Directory.EnumerateFiles(folder.File("state/logs")).Select(File.ReadAllText));
        return [.. log.Split('\n').Where(line => line.Contains(" RefusalLog[", StringComparison.Ordinal))];
    }

    private static async Task SendAsync(TestGateway gateway, string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await gateway.Client.SendAsync(request);
        await response.Content.ReadAsStringAsync();
    }

    [Theory]
    [InlineData("GET", "/v1/nope?key=sk-secret", "", "", "info .* 404 not_found_error: no such path .GET /v1/nope.$")]
    [InlineData("GET", "/v1/messages", "", "", "info .* 405 invalid_request_error: wrong method .GET /v1/messages.$")]
    [InlineData("GET", "/v1/models/un%20known", "", "", "info .* 404 not_found_error: unknown model .GET /v1/models/un.known.$")]
    [InlineData("GET", "/v1/models?limit=secret", "", "", "info .* 400 invalid_request_error: invalid request .GET /v1/models.$")]
    [InlineData("GET", "/v1/models", "x-router-key", "sk-secret", "warn .* 401 authentication_error: unknown key .GET /v1/models.$")]
    [InlineData("GET", "/v1/models", "x-api-key", "", "warn .* 401 authentication_error: no key .GET /v1/models.$")]
    [InlineData("GET", "/v1/models", "Origin", "http://secret.example", "warn .* 403 permission_error: foreign Origin .GET /v1/models.$")]
    [InlineData("POST", "/v1/messages", "", "", "info .* 415 invalid_request_error: content type is not JSON .POST /v1/messages.$")]
    [InlineData("secret", "/", "", "", "info .* 405 invalid_request_error: wrong method .other /.$")]
    public async Task RefusedRequest_IsOneLine_WithoutTheClientsText(string method, string path, string header, string value, string expected)
    {
        string[] lines = await LinesAsync(
            TestGateway.Providers("http://127.0.0.1:1"), gateway => header.Length == 0 ? SendAsync(gateway, method, path) : SendAsync(gateway, method, path, (header, value)));

        string line = Assert.Single(lines);
        Assert.Matches($"RefusalLog.201. req_[A-Za-z0-9]{{24}} {expected["info .* ".Length..]}", line);
        Assert.Contains($" {expected[..4]} ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedMessage_IsOneLine_AndARoutedOneHasItsOwn()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", "no")));
        string[] lines = await LinesAsync(TestGateway.Providers(provider.BaseUrl), async gateway =>
        {
            foreach (string body in (string[])["not json", TestGateway.Body(stream: false, "odd model"), """{"model":"claude-test","messages":[]}""", TestGateway.Body(stream: false)])
            {
                using HttpResponseMessage response = await gateway.PostAsync(body);
            }

            using HttpResponseMessage circle = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-hop", "1"));
        });

        Assert.Equal(["400", "404", "400", "508"], lines.Select(line => Regex.Match(line, " req_\\S+ (?<status>[0-9]+) ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["status"].Value));
        Assert.Contains("unknown model odd_model, asked for by alice", lines[1], StringComparison.Ordinal);
        Assert.Contains("invalid request, messages (POST", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("not json", string.Concat(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scanner_FillsNoDisk()
    {
        var clock = new ManualClock();
        string[] lines = await LinesAsync(
            TestGateway.Providers("http://127.0.0.1:1"),
            async gateway =>
            {
                for (int request = 0; request < RefusalLog.LinesASecond + 7; request++)
                {
                    await SendAsync(gateway, "GET", $"/{request}");
                }

                clock.Advance(TimeSpan.FromSeconds(1));
                await SendAsync(gateway, "GET", "/next-second");
            },
            clock);

        Assert.Equal(RefusalLog.LinesASecond + 2, lines.Length);
        Assert.EndsWith("7 more requests were refused within the same second", lines[RefusalLog.LinesASecond].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith("(GET /next-second)", lines[^1].TrimEnd(), StringComparison.Ordinal);
    }
}
