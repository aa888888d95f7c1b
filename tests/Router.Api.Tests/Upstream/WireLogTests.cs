using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Upstream;

/// <summary>What level debug tells of a request to a provider, switched on while the gateway runs.</summary>
public sealed class WireLogTests
{
    [Fact]
    public async Task Debug_TellsMappingHeadersAndTime_NoSecret_FromTheReloadOn()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()), Reply.Json(200, Samples.Message()));
        using var folder = new TestFolder { Keep = true };
        string members = TestGateway.ProvidersWith(", \"headers\": { \"x-tenant-key\": \"hidden-value\" }", provider.BaseUrl);
        folder.Write("router.json", TestGateway.Config(members));
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            using HttpResponseMessage before = await gateway.PostAsync(TestGateway.Body(stream: false));
            folder.Write("router.json", TestGateway.Config($"\"logLevel\": \"debug\", {members}"));
            gateway.Watcher.Look();
            using HttpResponseMessage after = await gateway.PostAsync(TestGateway.Body(stream: false));
            Assert.True(after.IsSuccessStatusCode);
        }

        folder.Keep = false;
        string[] lines = await File.ReadAllLinesAsync(Directory.EnumerateFiles(folder.File("state/logs")).Single(), TestContext.Current.CancellationToken);
        string sent = Assert.Single(lines, line => line.Contains("WireLog[310]", StringComparison.Ordinal));
        Assert.Contains("\"claude-test\" goes to a/upstream-model at http://127.0.0.1:", sent, StringComparison.Ordinal);
        Assert.Contains("x-tenant-key: (not shown)", sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(lines, line => line.Contains("upstream-secret-a", StringComparison.Ordinal) || line.Contains("hidden-value", StringComparison.Ordinal));
        Assert.Contains("a/upstream-model answers 200 after ", Assert.Single(lines, line => line.Contains("WireLog[311]", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
