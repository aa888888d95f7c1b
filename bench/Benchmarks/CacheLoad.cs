using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Benchmarks;

/// <summary>Hits and misses over HTTP, one client, the gateway as the executable starts it: <c>dotnet run -c Release --project bench/Benchmarks -- cache</c>.</summary>
internal static class CacheLoad
{
    private const int Requests = 2000;

    public static async Task RunAsync()
    {
        await using WebApplication provider = await ProviderAsync();
        foreach (string store in (string[])["off", "memory", "folder"])
        {
            await MeasureAsync(provider.Urls.First(), store);
        }
    }

    private static async Task MeasureAsync(string provider, string store)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("router-bench-");
        try
        {
            string cache = store == "off" ? "" : $$""", "cache": { "mode": "full", "store": "{{store}}" }""";
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "router.json"), $$"""
                { "providers": { "a": { "style": "native", "baseUrl": "{{provider}}", "credentials": ["upstream-secret"] } }, "models": { "m": { "targets": ["a/x"] } },
                  "keys": [ { "key": "the-users-key", "user": "alice" } ], "admin": { "key": "the-admin-key" }{{cache}} }
                """);
            await using RouterApplication gateway = await SingleMachineHost.StartAsync(
                new StartOptions { Folder = folder.FullName, Urls = "http://127.0.0.1:0", Environment = new RouterEnvironment(new Dictionary<string, string>(StringComparer.Ordinal)) },
                new OperatorConsole(TextWriter.Null, TextWriter.Null, IsTerminal: false),
                CancellationToken.None);
            using var client = new HttpClient { BaseAddress = new Uri(gateway.Addresses.First()), DefaultRequestHeaders = { { "x-api-key", "the-users-key" } } };
            await TimeAsync(client, $"{store}, another request each time", static number => $"go {number}");
            if (store != "off")
            {
                await TimeAsync(client, $"{store}, the same request", static _ => "go");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task TimeAsync(HttpClient client, string what, Func<int, string> last)
    {
        string body = RequestTranslation.Body();
        double[] times = new double[Requests];
        for (int number = -200; number < Requests; number++)
        {
            using var content = new StringContent(body.Replace("\"go\"", $"\"{last(number)}\"", StringComparison.Ordinal), Encoding.UTF8, "application/json");
            long begun = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await client.PostAsync("/v1/messages", content);
            await response.Content.ReadAsByteArrayAsync();
            if (number >= 0)
            {
                times[number] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {times[Requests / 2]:F3} ms, p99 {times[Requests * 99 / 100]:F3} ms"));
    }

    private static async Task<WebApplication> ProviderAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0));
        WebApplication provider = builder.Build();
        byte[] answer = Answer();
        provider.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(answer);
        });
        await provider.StartAsync();
        return provider;
    }

    private static byte[] Answer()
    {
        var text = new StringBuilder();
        void Add(string name, string rest) => text.Append(CultureInfo.InvariantCulture, $"event: {name}\ndata: {{\"type\":\"{name}\"{rest}}}\n\n");
        Add("message_start", ""","message":{"id":"msg_1","type":"message","role":"assistant","model":"x","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1}}""");
        Add("content_block_start", ""","index":0,"content_block":{"type":"text","text":""}""");
        for (int number = 0; number < 100; number++)
        {
            Add("content_block_delta", $$$""","index":0,"delta":{"type":"text_delta","text":"some words {{{number}}} "}""");
        }

        Add("content_block_stop", ""","index":0""");
        Add("message_delta", ""","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":400}""");
        Add("message_stop", "");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
