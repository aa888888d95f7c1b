using System.Collections.Concurrent;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Gates;

/// <summary>A provider refuses everything and does not say for how long: each of its credentials is asked once a cooldown, and cooldowns double. Regressions: pitfalls 51, 53.</summary>
public sealed class RefusalStormTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly ManualClock _clock = new();
    private readonly ConcurrentQueue<(string Key, DateTimeOffset At)> _asked = [];

    [Theory]
    [InlineData(529, "overloaded_error")]
    [InlineData(429, "rate_limit_error")]
    public async Task OneCredential_IsAskedExactlyOnceACooldown(int status, string type)
    {
        await StormAsync(status, type, "key-1");

        double[] pauses = Pauses("key-1");
        Assert.InRange(pauses.Length, 5, 6); // 0.5, 1, 2, 4 and 8 s, each times 0.75 to 1, in the 16 s of the storm
        for (int cooldown = 0; cooldown < pauses.Length; cooldown++)
        {
            double full = 0.5 * Math.Pow(2, cooldown);
            Assert.InRange(pauses[cooldown], full * 0.75, full + (2 * Step.TotalSeconds));
        }
    }

    [Theory]
    [InlineData(529, "overloaded_error")]
    [InlineData(429, "rate_limit_error")]
    public async Task EachOfSeveralCredentials_IsAskedAtMostOnceACooldown(int status, string type)
    {
        string[] keys = ["key-1", "key-2", "key-3"];
        await StormAsync(status, type, keys);

        foreach (string key in keys)
        {
            double[] pauses = Pauses(key);
            Assert.InRange(pauses.Length, 1, 6);
            for (int cooldown = 0; cooldown < pauses.Length; cooldown++)
            {
                Assert.True(pauses[cooldown] >= 0.5 * Math.Pow(2, cooldown) * 0.75, $"{key} was asked again after {pauses[cooldown]} s in cooldown {cooldown + 1}");
            }
        }
    }

    /// <summary>One client meets the refusal at every credential; then twenty come, and 16 s pass.</summary>
    private async Task StormAsync(int status, string type, params string[] keys)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request =>
        {
            _asked.Enqueue((request.Headers["x-api-key"], _clock.GetUtcNow()));
            return Reply.Json(status, Samples.Error(type, "not now"));
        };
        string credentials = string.Join(", ", keys.Select(key => $"\"{key}\""));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": [{{credentials}}] } }, "models": { "claude-test": { "targets": ["a/m"] } } """, _clock);

        Task<HttpResponseMessage> first = gateway.PostAsync(TestGateway.Body(stream: false));
        await gateway.WaitForGatesAsync(gates => _asked.Count == keys.Length && gates.All(gate => gate is { Permits: 0, OpensAt: not null }));
        Task<HttpResponseMessage>[] storm = [.. Enumerable.Range(0, 20).Select(client => gateway.PostAsync(
            TestGateway.Body(stream: client % 2 == 0), request => request.Headers.Add("x-claude-code-session-id", $"session-{client}")))];
        await gateway.WaitForGatesAsync(gates => gates.Sum(gate => gate.Waiting) == 20);
        Assert.Equal(keys.Length, _asked.Count);

        await PassAsync(gateway, TimeSpan.FromSeconds(16));
        (string, DateTimeOffset)[] asked = [.. _asked];
        Task answers = Task.WhenAll(storm.Append(first).Select(client => AssertRefusedAsync(client, status)));
        for (int step = 0; step < 6000 && !answers.IsCompleted; step++)
        {
            await PassAsync(gateway, Step);
            await Task.WhenAny(answers, Task.Delay(1)); // whoever has been told to go on needs a processor too
        }

        await answers.WaitAsync(TimeSpan.FromSeconds(60));

        await gateway.WaitForGatesAsync(gates => gates.All(gate => gate is { Waiting: 0, Permits: 0 }));
        _asked.Clear();
        Array.ForEach(asked, _asked.Enqueue);
    }

    private static async Task AssertRefusedAsync(Task<HttpResponseMessage> client, int status)
    {
        using HttpResponseMessage response = await client;
        string body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status || body.Contains("event: error", StringComparison.Ordinal), body);
    }

    /// <summary>Lets time pass in small steps, each only when nobody is being asked.</summary>
    private async Task PassAsync(TestGateway gateway, TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            _clock.Advance(Step);
            await gateway.WaitForGatesAsync(gates => gates.All(gate => gate.Permits == 0));
        }
    }

    private double[] Pauses(string key)
    {
        DateTimeOffset[] times = [.. _asked.Where(asked => asked.Key == key).Select(asked => asked.At)];
        return [.. times.Zip(times.Skip(1), (before, after) => (after - before).TotalSeconds)];
    }
}
