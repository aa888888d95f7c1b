using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Journal;
using Router.Api.State;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Journal;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Doctor;

/// <summary>
/// The gateway composed as for a start, but never started: nothing listens, nothing is logged and nothing is written, so that the doctor can
/// look while a gateway runs in the same folder.
/// </summary>
internal sealed class DoctorHost : IAsyncDisposable
{
    private readonly WebApplication _web;

    private DoctorHost(WebApplication web) => _web = web;

    /// <summary>Why the journal can't be read; null when it can.</summary>
    public JournalProblem? Unreadable { get; private set; }

    /// <summary>Keys of the directory that are neither suspended nor revoked themselves.</summary>
    public int DirectoryKeys
    {
        get
        {
            DirectoryState state = _web.Services.GetRequiredService<IDirectoryView>().State;
            return state.Tenants.SelectMany(tenant => state.KeysOf(tenant.Id)).Count(key => key.Standing == Standing.Active);
        }
    }

    /// <summary>An entity as it is in the folder.</summary>
    public T Service<T>()
        where T : notnull => _web.Services.GetRequiredService<T>();

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
        builder.Services.AddRouter(new RouterStart(options.Clock, source, untouched, [], state)).AddLocalState();
        WebApplication web = builder.Build();
        ICollection<string> addresses = web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        foreach (string address in listen)
        {
            addresses.Add(address);
        }

        var host = new DoctorHost(web);
        host.ReadJournal(state, options.Clock);
        return host;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    /// <summary>Brings the directory and what else is made of the journal up to date, as far as it is written, and looks at the configuration anew.</summary>
    private void ReadJournal(StateFolder state, TimeProvider clock)
    {
        IServiceProvider services = _web.Services;
        var files = new ReadOnlyJournalFiles(new DiskJournalFiles(Path.Combine(state.Path, "journal")));
        JournalOpening opening = LocalJournal.Open(
            files, [.. services.GetServices<IProjection>()], services.GetRequiredService<JournalOptions>(), clock, services.GetRequiredService<JournalLog>());
        opening.Journal?.Dispose();
        Unreadable = opening.Problem;
        RouterSnapshot first = Snapshot;
        services.GetRequiredService<SnapshotHolder>().Swap(services.GetRequiredService<SnapshotBuilder>().Build(first.Config, first.Hash, first, []));
    }
}
