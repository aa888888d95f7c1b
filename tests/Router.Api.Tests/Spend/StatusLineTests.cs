using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Spend;

/// <summary>The script of docs/spend.md.</summary>
public sealed class StatusLineTests
{
    [Theory]
    [InlineData("", "alice · $0.10 today · $0.10 this month")]
    [InlineData(""", "budget": { "usd": 2, "per": "month" }""", "alice · $0.10 today · $0.10 of $2.00 this month (5 %), anew on Dec 1")]
    public async Task Script_ShowsWhatIsSpentAndLeft(string ofKey, string line)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, SpendGateway.Message));
        await using TestGateway gateway = await SpendGateway.StartAsync(ofKey, new ManualClock(), "", provider);
        using (HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false)))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(line, await RunAsync(gateway.Address, TestGateway.Key));
    }

    [Fact]
    public async Task Script_WithoutAnAnswer_SaysSo()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        Assert.Equal("router: no answer", await RunAsync(gateway.Address, "another-key"));
    }

    private static async Task<string> RunAsync(string address, string key)
    {
        Assert.SkipUnless(File.Exists("/bin/sh") && File.Exists("/usr/bin/curl"), "needs sh and curl");
        using ProcessRun run = ProcessRun.Start(
            Repository.Root, new Dictionary<string, string> { ["ANTHROPIC_BASE_URL"] = address, ["ANTHROPIC_API_KEY"] = key, ["ANTHROPIC_AUTH_TOKEN"] = "", ["no_proxy"] = "127.0.0.1" },
            "/bin/sh", Path.Combine("docs", "statusline.sh"));
        Assert.Equal(0, await run.WaitAsync(TimeSpan.FromSeconds(60)));
        return run.Output;
    }
}
