using System.Net;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Live;

public sealed class LiveTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } }, "tiers": { "default": "claude-test" } """;

    [Fact]
    public async Task Request_ThatEnds_ComesAsAFragment_AndTheStreamEndsWithItsSession()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway, TestGateway.Key);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using HttpResponseMessage answer = await browser.StreamAsync("live?of=requests", timeout.Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(timeout.Token));
        Assert.Equal(": listening", await lines.ReadLineAsync(timeout.Token));

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false));
        string fragment = await FragmentAsync(lines, timeout.Token);
        gateway.Folder.Write("router.json", TestGateway.Config(Members).Replace(TestGateway.Key, "another-key-of-hers", StringComparison.Ordinal));
        Assert.Empty(gateway.Watcher.Reload());
        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        gateway.Client.DefaultRequestHeaders.Remove("x-api-key");
        gateway.Client.DefaultRequestHeaders.Add("x-api-key", "another-key-of-hers");
        using HttpResponseMessage second = await gateway.PostAsync(TestGateway.Body(stream: false));
        string rest = await lines.ReadToEndAsync(timeout.Token);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("claude-test", fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
        Assert.EndsWith("event: over\ndata: \n\n", rest, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [first.StatusCode, second.StatusCode]);
    }

    [Fact]
    public async Task PageThatIsNotLive_HasNoStream()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);

        using HttpResponseMessage answer = await browser.GetAsync("live?of=audit");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<string> FragmentAsync(StreamReader lines, CancellationToken cancellation)
    {
        var text = new System.Text.StringBuilder();
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                text.AppendLine(line[6..]);
            }
            else if (line.Length == 0 && text.Length > 0)
            {
                return text.ToString();
            }
        }

        throw new InvalidOperationException("The stream ended without a fragment.");
    }
}
