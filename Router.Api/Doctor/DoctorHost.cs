using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.State;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Api.Doctor;

/// <summary>
/// The gateway composed as for a start, but never started: nothing listens, nothing is logged and nothing is written, so that the doctor can
/// look while a gateway runs in the same folder.
/// </summary>
internal sealed class DoctorHost : IAsyncDisposable
{
    private readonly WebApplication _web;

    private DoctorHost(WebApplication web) => _web = web;

    public ProviderCheckup Providers => _web.Services.GetRequiredService<ProviderCheckup>();

    public RouterSnapshot Snapshot => _web.Services.GetRequiredService<SnapshotHolder>().Current;

    /// <summary>What a start would warn of.</summary>
    /// <param name="loaded">The configuration.</param>
    public IReadOnlyList<ConfigProblem> Warnings(ConfigResult loaded)
    {
        List<ConfigProblem> warnings = [.. loaded.Warnings, .. _web.Services.GetRequiredService<StateFolder>().Warnings];
        _web.Services.GetRequiredService<SnapshotBuilder>().Build(loaded.Config!, Snapshot.Hash, Snapshot, warnings);
        return warnings;
    }

    /// <summary>Composes it.</summary>
    /// <param name="options">What the gateway would be started with.</param>
    /// <param name="source">Where the configuration comes from.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="state">The state folder, only looked at.</param>
    /// <param name="listen">Where it would listen: a provider at one of these is the gateway itself.</param>
    public static DoctorHost Create(StartOptions options, ConfigSource source, RouterConfig config, StateFolder state, IEnumerable<string> listen)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "router" });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddLogging();
        // Where remembering is switched off, its file is deleted when it is opened; here it stays.
        RouterConfig untouched = config with { Reasoning = new ReasoningConfig() };
        builder.Services.AddRouter(new RouterStart(options.Clock, source, untouched, [], state));
        WebApplication web = builder.Build();
        ICollection<string> addresses = web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        foreach (string address in listen)
        {
            addresses.Add(address);
        }

        return new DoctorHost(web);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
