using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompositionTests;

/// <summary>The composition, run by the real orchestrator: two nodes, both Redis servers, before a provider of the test.</summary>
public sealed class Composition : IAsyncLifetime
{
    public const string Key = "alice-key-of-a-test";
    private const string AdminKey = "admin-key-of-a-test";
    private const string DashboardKey = "dashboard-key-of-a-test";

    private readonly string _folder = Directory.CreateTempSubdirectory("router-apphost-").FullName;
    private DistributedApplication? _application;

    public FakeProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await FakeProvider.StartAsync();
        Provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        string config = Path.Combine(_folder, "router.json");
        await File.WriteAllTextAsync(
            config,
            $$"""
            {
              "keys": [ { "key": "{{Key}}", "user": "alice" } ],
              "providers": { "a": { "style": "native", "baseUrl": "{{Provider.BaseUrl}}", "credentials": ["env:ANTHROPIC_UPSTREAM_KEY"] } },
              "models": { "claude-test": { "targets": ["a/m"] } },
              "tiers": { "default": "a/m" }
            }
            """);
        Environment.SetEnvironmentVariable("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        IDistributedApplicationTestingBuilder builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
        [
            $"--Config={config}", $"--State={Path.Combine(_folder, "state")}", $"--Parameters:admin-key={AdminKey}", "--Parameters:master-key=a master key of a test, long enough",
            "--Parameters:anthropic-upstream-key=provider-key-of-a-test", $"--AppHost:DashboardApiKey={DashboardKey}",
        ],
        static (options, _) => options.DisableDashboard = false);
        builder.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning));
        _application = await builder.BuildAsync();
        await _application.StartAsync().WaitAsync(TimeSpan.FromSeconds(120));
        foreach (string resource in (string[])["router-api", "aspire-dashboard"])
        {
            await _application.ResourceNotifications.WaitForResourceHealthyAsync(resource).WaitAsync(TimeSpan.FromSeconds(120));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        foreach (Process left in Process.GetProcessesByName("Router.Fleet").Where(IsOurs))
        {
            left.Kill(); // behind a node that a test has killed, the orchestrator was seen to leave one
            left.Dispose();
        }

        await Provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Whether a node was started by this composition: its state folder is below this one's.</summary>
    private bool IsOurs(Process process)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/environ")).Contains(_folder, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has just ended
        }
    }

    /// <summary>Where clients find the nodes.</summary>
    public string Address => _application!.GetEndpoint("router-api", "http").ToString().TrimEnd('/');

    /// <summary>Sends a message over a connection of its own, so that the orchestrator's balancer chooses anew.</summary>
    public async Task<HttpStatusCode> MessageAsync()
    {
        using HttpClient client = _application!.CreateHttpClient("router-api", "http");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = new StringContent("""{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-api-key", Key);
        request.Headers.ConnectionClose = true;
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>What the gateway's own dashboard answers, before anybody has signed in.</summary>
    public async Task<string> DashboardAsync()
    {
        using HttpClient client = _application!.CreateHttpClient("router-api", "http");
        return await client.GetStringAsync("/dashboard/");
    }

    /// <summary>Asks for a user by the admin API: stored, or refused. By a client of its own: the composition's asks again.</summary>
    public async Task<(HttpStatusCode Status, string Said)> AddUserAsync(string id)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/v1/users") { Content = new StringContent($$"""{"id":"{{id}}"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("x-api-key", AdminKey);
        using HttpResponseMessage answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The spans that the Aspire dashboard shows, each with the name of its source.</summary>
    public async Task<(string Source, JsonNode Span)[]> SpansAsync()
    {
        using HttpClient client = _application!.CreateHttpClient("aspire-dashboard", "http");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/telemetry/traces?limit=1000");
        request.Headers.Add("x-api-key", DashboardKey);
        using HttpResponseMessage answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        return
        [
            .. told!["data"]!["resourceSpans"]!.AsArray()
                .SelectMany(resource => resource!["scopeSpans"]!.AsArray())
                .SelectMany(scope => scope!["spans"]!.AsArray().Select(span => ((string)scope["scope"]!["name"]!, span!))),
        ];
    }

    /// <summary>Where the node listens that answers this time.</summary>
    public async Task<string> NodeAsync()
    {
        using HttpClient client = _application!.CreateHttpClient("router-api", "http");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("x-api-key", AdminKey);
        request.Headers.ConnectionClose = true;
        using HttpResponseMessage answer = await client.SendAsync(request);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["listening"]![0]!;
    }

    /// <summary>The process ids of the nodes.</summary>
    public async Task<int[]> ProcessesAsync()
    {
        List<int> found = [];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (ResourceEvent change in _application!.ResourceNotifications.WatchAsync(patience.Token))
        {
            if (change.Resource.Name == "router-api" && change.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid)
            {
                int id = Convert.ToInt32(pid, CultureInfo.InvariantCulture);
                if (!found.Contains(id))
                {
                    found.Add(id);
                }
            }

            if (found.Count == 2)
            {
                break;
            }
        }

        return [.. found];
    }
}
