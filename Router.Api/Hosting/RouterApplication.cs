using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Router.Api.Configuration;
using Router.Api.State;
using Router.Api.Telemetry;
using Router.Core.Configuration;

namespace Router.Api.Hosting;

/// <summary>The gateway as a running web application on one machine.</summary>
public sealed class RouterApplication : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly OperatorConsole _console;
    private readonly FirstKeys _firstKeys;
    private readonly ConfigSource _source;

    private RouterApplication(WebApplication web, OperatorConsole console, FirstKeys firstKeys, ConfigSource source, string[] listen)
    {
        _web = web;
        _console = console;
        _firstKeys = firstKeys;
        _source = source;
        Listen = listen;
    }

    /// <summary>The addresses that were asked for.</summary>
    public IReadOnlyList<string> Listen { get; }

    /// <summary>The addresses that are listened on, port 0 replaced by the real one.</summary>
    public IReadOnlyCollection<string> Addresses =>
        [.. _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    /// <summary>The services, for tests.</summary>
    internal IServiceProvider Services => _web.Services;

    /// <summary>Loads the configuration, prepares the state folder and composes the application.</summary>
    /// <exception cref="StartException">Something is wrong that the operator can mend.</exception>
    public static RouterApplication Create(StartOptions options, OperatorConsole console)
    {
        ConfigSource source = ConfigSource.Find(options);
        RouterConfig config = source.LoadAtStart(out var warnings);
        string[] listen = ListenPlan.Choose(options, config);
        StateFolder state = StateFolder.Prepare(config, source.Resolver);
        FirstKeys firstKeys = FirstKeys.Ensure(state, config, source.Resolver, options.Clock);

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "router" });
        builder.WebHost.UseKestrelCore().UseUrls(listen).ConfigureKestrel(KestrelSettings.Apply);
        builder.Configuration.AddInMemoryCollection(options.Environment.StartingWith(OtlpSettings.Prefix));
        builder.Services.AddRouterLogging(options.Environment, console, state, options.Clock);
        builder.Services.AddRouterExport(builder.Configuration);
        builder.Services.AddRouter(new RouterStart(options.Clock, source, config, warnings, state)).AddLocalState();
        options.Services(builder.Services);

        WebApplication web = builder.Build();
        web.MapRouter();
        return new RouterApplication(web, console, firstKeys, source, listen);
    }

    /// <summary>Starts listening and tells the operator where.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _web.StartAsync(cancellation);
        await Banner.WriteAsync(_console, this, _firstKeys, _source, _web.Services.GetRequiredService<SnapshotHolder>().Current);
    }

    /// <summary>Returns when the process is asked to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => _web.WaitForShutdownAsync(cancellation);

    /// <summary>Stops: no new requests, streams get up to 30 s to end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }
}
