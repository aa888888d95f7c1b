using System.Collections.Concurrent;
using System.Text;
using FakeUpstream;
using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Soak;

/// <summary>
/// Many clients over three providers of three styles that fail in every way that a script can: each client must get exactly one well-formed ending, and memory must
/// come back afterwards.
/// </summary>
internal sealed class SoakRun(int requests, int seed)
{
    private const int Clients = 32;
    private const int AllowedGrowth = 10 << 20;
    private readonly ConcurrentDictionary<string, int> _endings = new(StringComparer.Ordinal);
    private int _left;
    private int _drawn = seed & 0xFFFFFF;

    public async Task<int> RunAsync()
    {
        Console.WriteLine($"soak: {requests} requests, {Clients} clients, seed {seed}");
        await using FakeProvider first = await FakeProvider.StartAsync();
        await using FakeProvider second = await FakeProvider.StartAsync();
        await using FakeProvider chat = await FakeProvider.StartAsync();
        first.KeepsRequests = second.KeepsRequests = chat.KeepsRequests = false;
        first.Otherwise = second.Otherwise = request => Mood.Draw(Draw(), Streams(request));
        chat.Otherwise = request => ChatMood.Draw(Draw(), Streams(request));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("router-soak-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "router.json"), Config(first.BaseUrl, second.BaseUrl, chat.BaseUrl));
        await using (RouterApplication gateway = await SingleMachineHost.StartAsync(
            new StartOptions { Folder = folder.FullName, Urls = "http://127.0.0.1:0", Environment = new RouterEnvironment(new Dictionary<string, string>(StringComparer.Ordinal) { ["ROUTER_LOG_LEVEL"] = "error" }) },
            new OperatorConsole(TextWriter.Null, TextWriter.Null, IsTerminal: false),
            CancellationToken.None))
        {
            var http = new HttpClient { BaseAddress = new Uri(gateway.Addresses.First()), Timeout = TimeSpan.FromSeconds(120) };
            http.DefaultRequestHeaders.Add("x-api-key", "soak-client-key");
            int warm = Math.Min(500, requests / 4);
            await RunClientsAsync(http, warm);
            long before = GC.GetTotalMemory(forceFullCollection: true);
            await RunClientsAsync(http, requests - warm);
            long growth = GC.GetTotalMemory(forceFullCollection: true) - before;
            http.Dispose();
            Console.WriteLine($"managed memory: {growth / 1024} KiB above its state after {warm} requests");
            _endings[growth > AllowedGrowth ? "BAD memory" : "memory came back"] = 1;
        }

        folder.Delete(recursive: true);
        foreach ((string ending, int count) in _endings.OrderByDescending(pair => pair.Value))
        {
            Console.WriteLine($"{count,7}  {ending}");
        }

        int bad = _endings.Where(pair => pair.Key.StartsWith("BAD", StringComparison.Ordinal)).Sum(pair => pair.Value);
        Console.WriteLine(bad == 0 ? "every client got exactly one well-formed ending" : $"{bad} BAD endings");
        return bad == 0 ? 0 : 1;
    }

    private async Task RunClientsAsync(HttpClient http, int count)
    {
        Interlocked.Exchange(ref _left, count);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => RunClientAsync(http, client)));
    }

    private async Task RunClientAsync(HttpClient http, int client)
    {
        var random = new Random(seed + client);
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            bool stream = random.Next(3) > 0;
            string model = random.Next(2) == 0 ? "claude-test" : "claude-test-chat";
            using var content = new StringContent(
                $$"""{"model":"{{model}}","max_tokens":9,"messages":[{"role":"user","content":"{{new string('x', random.Next(20_000))}}"}],"stream":{{(stream ? "true" : "false")}}}""", Encoding.UTF8, "application/json");
            string ending;
            try
            {
                using HttpResponseMessage response = await http.PostAsync("/v1/messages", content);
                ending = Ending.Of(model, (int)response.StatusCode, stream, await response.Content.ReadAsStringAsync());
            }
            catch (HttpRequestException exception)
            {
                ending = $"BAD connection: {exception.Message}";
            }

            _endings.AddOrUpdate(ending, 1, (_, seen) => seen + 1);
        }
    }

    // A linear congruence over the shared counter: the same seed draws the same behaviours, whatever order the requests come in.
    private int Draw() => (int)((Interlocked.Increment(ref _drawn) * 2654435761L >> 8) & 0x7FFFFFFF);

    private static bool Streams(ReceivedRequest request) => request.Text.Contains("\"stream\":true", StringComparison.Ordinal);

    // Every other request begins at the translated provider.
    private static string Config(string first, string second, string chat) =>
        $$"""
        { "providers": {
            "a": { "style": "native", "baseUrl": "{{first}}", "credentials": ["secret-a"], "retries": 1 },
            "b": { "style": "anthropic", "baseUrl": "{{second}}", "credentials": ["secret-b"], "retries": 1 },
            "c": { "style": "openai", "baseUrl": "{{chat}}/v1", "credentials": ["secret-c"], "retries": 1 } },
          "models": { "claude-test": { "targets": ["a/upstream-model", "b/upstream-model", "c/upstream-model"] }, "claude-test-chat": { "targets": ["c/upstream-model", "a/upstream-model", "b/upstream-model"] } },
          "keys": [ { "key": "soak-client-key", "user": "soak" } ], "admin": { "key": "soak-admin-key" } }
        """;
}
