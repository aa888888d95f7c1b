using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Hosting;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Configuration;

namespace Chaos;

/// <summary>The gateway as the executable starts it, on a fast clock, and what stands in its books.</summary>
public sealed class StormGateway : IAsyncDisposable
{
    /// <summary>How many users there are.</summary>
    public const int Users = 4;

    /// <summary>The model whose targets all lead nowhere; the others are numbered below it.</summary>
    public const int DeadModel = 9;

    /// <summary>Short, but longer in real time than a busy machine keeps anybody waiting.</summary>
    private const string Patience = """ "timeouts": { "connect": "2s", "firstByte": "12s", "idle": "10s" } """;

    private readonly RouterApplication _application;
    private readonly DirectoryInfo _folder;

    private StormGateway(RouterApplication application, DirectoryInfo folder) => (_application, _folder) = (application, folder);

    public int Port => new Uri(_application.Addresses.First()).Port;

    internal RouterApplication Application => _application;

    /// <summary>Starts with these members of router.json's root.</summary>
    public static async Task<StormGateway> StartAsync(string members, TimeProvider clock)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("router-chaos-");
        string keys = string.Join(", ", Enumerable.Range(0, Users).Select(user => $$"""{ "key": "{{KeyOf(user)}}", "user": "user-{{user}}" }"""));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "router.json"), $$"""{ {{members}}, "commitAfter": "4s", "keys": [ {{keys}} ], "admin": { "key": "chaos-admin-key" } }""");
        RouterApplication application = await SingleMachineHost.StartAsync(
            new StartOptions
            {
                Folder = folder.FullName, Urls = "http://127.0.0.1:0", Clock = clock,
                Environment = new RouterEnvironment(new Dictionary<string, string>(StringComparer.Ordinal) { ["ROUTER_LOG_LEVEL"] = "error" }),
            },
            new OperatorConsole(TextWriter.Null, TextWriter.Null, IsTerminal: false),
            CancellationToken.None);
        return new StormGateway(application, folder);
    }

    public static string KeyOf(int user) => $"chaos-client-key-{user}";

    /// <summary>A provider's entry.</summary>
    public static string Provider(string name, string style, string url, int credentials = 1, string more = "")
    {
        string keys = string.Join(", ", Enumerable.Range(1, credentials).Select(number => $"\"secret-{name}-{number}\""));
        return $$""" "{{name}}": { "style": "{{style}}", "baseUrl": "{{url}}", "credentials": [{{keys}}], {{Patience}}{{more}} }""";
    }

    /// <summary>A model's entry.</summary>
    public static string Model(int number, params string[] providers) =>
        $$""" "chaos-{{number}}": { "targets": [{{string.Join(", ", providers.Select(provider => $"\"{provider}/upstream-model\""))}}] }""";

    /// <summary>Does what an operator does: whatever needs one is mended and resumed.</summary>
    public async Task OperateAsync(CancellationToken end)
    {
        IProviderGates gates = Service<IProviderGates>();
        using var round = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!end.IsCancellationRequested)
        {
            foreach ((GateKey gate, GateStatus status) in await gates.ListAsync())
            {
                if (status.Closed is RefusalReason.QuotaExhausted or RefusalReason.CredentialRefused)
                {
                    await gates.ReopenAsync(gate.Provider);
                }
            }

            await round.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>What is still held at the gates, in words; empty when nothing is.</summary>
    public async Task<string> HeldAsync()
    {
        ImmutableArray<KeyValuePair<GateKey, GateStatus>> gates = await Service<IProviderGates>().ListAsync();
        IEnumerable<string> held = gates.Where(gate => gate.Value.Permits != 0 || gate.Value.Waiting != 0).Select(gate => $"{gate.Key.Provider}: {gate.Value.Permits} permits, {gate.Value.Waiting} waiting");
        int open = Service<OpenPasses>().Count;
        return string.Join("; ", open == 0 ? held : held.Append($"{open} passes open"));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private T Service<T>()
        where T : notnull => _application.Services.GetRequiredService<T>();
}
