using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Api.Doctor.Printing;
using Router.Api.Doctor.Setup;
using Router.Api.Hosting;
using Router.Api.State;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Api.Doctor;

/// <summary>Looks at everything: the configuration first, then each provider, several at once.</summary>
internal sealed class DoctorRun(StartOptions options, IDoctorProgress progress)
{
    /// <summary>Providers that are looked at side by side.</summary>
    private const int AtOnce = 6;

    /// <summary>Looks.</summary>
    /// <param name="providers">The providers to look at; empty for all that the model leads to, or all.</param>
    /// <param name="request">What to look at.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StartException">The configuration can't be read, or a provider is named that it does not have.</exception>
    public async Task<DoctorReport> RunAsync(IReadOnlyCollection<string> providers, ProbeRequest request, CancellationToken cancellation)
    {
        ConfigSource source = ConfigSource.Find(options);
        ConfigResult loaded = source.Load();
        if (loaded.Config is not { } config)
        {
            return Report(source, [.. FileChecks.Errors(loaded)], []);
        }

        string[] listen;
        StateFolder state;
        try
        {
            listen = ListenPlan.Choose(options, config);
            state = StateFolder.Inspect(config, source.Resolver);
        }
        catch (StartException exception)
        {
            return Report(source, [.. FileChecks.Loaded(config), Check.Failed("start", exception.Message)], []);
        }

        await using var host = DoctorHost.Create(options, source, config, state, listen);
        ImmutableArray<Check> checks =
        [
            .. FileChecks.Loaded(config),
            .. StateChecks.Of(config, state, source.Resolver),
            .. host.Unreadable is { } problem ? (Check[])[Check.Failed("journal", problem.Text)] : [],
            .. KeyChecks.Of(config, host, state, source.Resolver),
            .. await ListenChecks.RunAsync(listen, options.Clock, cancellation),
            .. PriceChecks.Of(config, host.Snapshot),
            .. FileChecks.Warnings(host.Warnings(loaded), host.Snapshot),
        ];
        ImmutableArray<ProviderConfig> chosen = Choose(host.Snapshot, providers, request);
        return Report(source, checks, await LookAsync(host, chosen, request, cancellation));
    }

    private async Task<ImmutableArray<ProviderReport>> LookAsync(DoctorHost host, ImmutableArray<ProviderConfig> chosen, ProbeRequest request, CancellationToken cancellation)
    {
        var reports = new ProviderReport[chosen.Length];
        await progress.ShowAsync(chosen, () => Parallel.ForAsync(0, chosen.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (index, token) =>
        {
            ProviderConfig provider = chosen[index];
            reports[index] = await host.Providers.RunAsync(host.Snapshot, provider, request, check => progress.Found(provider, check), token);
        }));
        return [.. reports];
    }

    private static ImmutableArray<ProviderConfig> Choose(RouterSnapshot snapshot, IReadOnlyCollection<string> names, ProbeRequest request)
    {
        ImmutableArray<ProviderConfig> all = snapshot.Config.Providers;
        if (names.FirstOrDefault(name => snapshot.Config.FindProvider(name) is null) is { } unknown)
        {
            throw new StartException($"There is no provider \"{unknown}\"; there are {string.Join(", ", all.Select(provider => provider.Name))}.", StartException.Misconfigured);
        }

        if (names.Count > 0)
        {
            return [.. all.Where(provider => names.Contains(provider.Name, StringComparer.Ordinal))];
        }

        ImmutableArray<ProviderConfig> led = request.Model is { } model ? [.. all.Where(provider => ProbeTargets.LeadsTo(snapshot, provider, model))] : all;
        return led.IsEmpty && !all.IsEmpty
            ? throw new StartException($"--model: nothing here is called \"{request.Model}\". Give a name under \"models\", or provider/model, or name the provider too with --provider.", StartException.Misconfigured)
            : led;
    }

    private static DoctorReport Report(ConfigSource source, ImmutableArray<Check> checks, ImmutableArray<ProviderReport> providers) =>
        new(RouterVersion.Text, new ConfigurationReport(source.File, checks), providers);
}
