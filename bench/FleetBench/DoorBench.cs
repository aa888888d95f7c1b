using System.Diagnostics;
using System.Globalization;
using System.Text;
using FakeUpstream;

namespace FleetBench;

/// <summary>What a node adds to a message against the single-machine host, in one run: both before the same provider on this machine, asked in turn.</summary>
internal static class DoorBench
{
    private const int WarmUp = 8000;
    private const int Messages = 3000;
    private const int AtOnce = 32;
    private const string Key = "alice-key-of-a-bench";

    /// <summary>Runs it.</summary>
    /// <param name="redis">Where Redis is.</param>
    public static async Task RunAsync(string redis)
    {
        string folder = Directory.CreateTempSubdirectory("router-bench-").FullName;
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.KeepsRequests = false;
        provider.Otherwise = static _ => Reply.Json(200, Samples.Message());
        string config = Path.Combine(folder, "router.json");
        await File.WriteAllTextAsync(
            config,
            $$"""
            { "keys": [ { "key": "{{Key}}", "user": "alice", "budget": { "usd": 1000, "per": "month" } } ],
              "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["upstream-secret"], "limits": { "requestsPerMinute": 1000000 } } },
              "models": { "claude-test": { "targets": ["a/m"], "price": { "input": 1, "output": 5 } } } }
            """);
        string[] names = ["single machine", "node", "other node"];
        Process[] processes = [.. names.Select((name, number) => Start(number == 0 ? "router.dll" : "Router.Fleet.dll", config, Path.Combine(folder, number == 0 ? "single" : "fleet"), redis))];
        try
        {
            HttpClient[] clients = [.. processes.Select(process => new HttpClient { BaseAddress = new Uri(process.StartInfo.Environment["ROUTER_LISTEN"]!) })];
            List<double>[] times = [.. clients.Select(static _ => new List<double>(Messages))];
            foreach (HttpClient client in clients)
            {
                await ReadyAsync(client);
            }

            for (int message = 0; message < WarmUp + Messages; message++)
            {
                for (int number = 0; number < clients.Length; number++)
                {
                    long start = Stopwatch.GetTimestamp();
                    await AskAsync(clients[number]);
                    if (message >= WarmUp)
                    {
                        times[number].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                    }
                }
            }

            for (int number = 0; number < names.Length; number++)
            {
                times[number].Sort();
                processes[number].Refresh();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{names[number],-16} p50 {times[number][Messages / 2],8:0} µs   p99 {times[number][Messages * 99 / 100],8:0} µs   memory {processes[number].WorkingSet64 >> 20} MiB"));
            }

            foreach ((string what, HttpClient[] asked) in new[] { (names[0], clients[..1]), ("one node", clients[1..2]), ("both nodes", clients[1..]) })
            {
                long start = Stopwatch.GetTimestamp();
                await Parallel.ForAsync(0, 2 * Messages, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await AskAsync(asked[number % asked.Length]));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-16} {2 * Messages / Stopwatch.GetElapsedTime(start).TotalSeconds,8:0} messages a second, {AtOnce} at once"));
            }
        }
        finally
        {
            Array.ForEach(processes, static process => process.Kill());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string program, string config, string state, string redis)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in new (string, string)[]
        {
            ("ROUTER_CONFIG", config), ("ROUTER_STATE", state), ("ROUTER_LISTEN", $"http://127.0.0.1:{FreePort.Next()}"), ("ROUTER_ADMIN_KEY", "admin-key-of-a-bench"), ("ROUTER_MASTER_KEY", "a master key of a bench, long enough"),
            ("ConnectionStrings__state", redis), ("Orleans__Endpoints__AdvertisedIPAddress", "127.0.0.1"), ("Orleans__Endpoints__SiloPort", $"{FreePort.Next()}"), ("Orleans__Endpoints__GatewayPort", $"{FreePort.Next()}"),
        })
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync("/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200); // nobody listens yet
            }
        }
    }

    private static async Task AskAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = new StringContent("""{"model":"claude-test","max_tokens":64,"messages":[{"role":"user","content":"Hi"}]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-api-key", Key);
        using HttpResponseMessage answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }
}
