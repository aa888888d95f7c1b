using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Core.Admission;
using Xunit;

namespace Router.Api.Tests.Gates;

/// <summary>Counting has limits of its own, and nobody waits for it: an estimate is at hand.</summary>
public sealed class CountingTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task RefusedCounting_IsEstimatedUntilItsTime_AndMessagesGoOn()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => request.Target.Contains("count_tokens", StringComparison.Ordinal)
            ? Reply.Json(429, Samples.Error("rate_limit_error", "slow")).With("retry-after", "30")
            : Reply.Json(200, Samples.Message());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), _clock);

        Assert.InRange(await CountAsync(gateway, "one"), 1, 100);
        Assert.InRange(await CountAsync(gateway, "two"), 1, 100);
        using HttpResponseMessage message = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.True(message.IsSuccessStatusCode);
        Assert.Equal(1, provider.Requests.Count(request => request.Target.Contains("count_tokens", StringComparison.Ordinal)));
        Assert.Equal([RefusalReason.None, RefusalReason.RateLimited], (await gateway.GatesAsync()).Select(gate => gate.Closed).Order());
        Assert.All(await gateway.GatesAsync(), gate => Assert.Equal(0, gate.Permits));
    }

    private static async Task<int> CountAsync(TestGateway gateway, string text)
    {
        using var content = new StringContent($$"""{"model":"claude-test","messages":[{"role":"user","content":"{{text}}"}]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await gateway.Client.PostAsync("/v1/messages/count_tokens", content);
        Assert.True(response.IsSuccessStatusCode);
        return (int)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["input_tokens"]!;
    }
}
