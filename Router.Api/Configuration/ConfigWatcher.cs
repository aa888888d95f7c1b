using System.Collections.Immutable;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Api.Configuration;

/// <summary>
/// Looks at the file, and at the files that its secrets come from, once a second, by content: notifications miss mounts and editors that replace
/// files. A file with errors is told once and changes nothing; so is one that is gone. One that comes after a start without is taken.
/// </summary>
internal sealed partial class ConfigWatcher(
    ConfigSource source, SnapshotBuilder builder, SnapshotHolder holder, TimeProvider clock, ILogger<ConfigWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private SourceVersion? _seen = source.Version;

    /// <summary>Why the newest configuration is not in force; empty when it is.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; private set; } = [];

    /// <summary>Looks once, and swaps when the file is new and right.</summary>
    /// <returns>The errors of a new file that is wrong; empty otherwise.</returns>
    public ImmutableArray<ConfigProblem> Look()
    {
        lock (_lock)
        {
            return LookOnce();
        }
    }

    /// <summary>Loads the file, new or not, and swaps when it is right.</summary>
    /// <returns>Its errors; empty when it is in force.</returns>
    public ImmutableArray<ConfigProblem> Reload()
    {
        lock (_lock)
        {
            _seen = null;
            return LookOnce();
        }
    }

    /// <summary>Loads the configuration that all nodes share from now on, and swaps when it is right.</summary>
    /// <returns>Its errors; empty when it is in force.</returns>
    public ImmutableArray<ConfigProblem> Share(byte[] text, string name)
    {
        lock (_lock)
        {
            source.Share(text, name);
            _seen = null;
            return LookOnce();
        }
    }

    private ImmutableArray<ConfigProblem> LookOnce()
    {
        try
        {
            if (source.CurrentVersion() == _seen)
            {
                return [];
            }

            Problems = LoadNew();
            return Problems;
        }
        catch (StartException exception)
        {
            if (_seen is not null)
            {
                LogUnreadable(exception.Message);
                _seen = null; // told once; a file that comes back is read again
            }

            Problems = [new ConfigProblem("", exception.Message)];
            return Problems;
        }
    }

    private ImmutableArray<ConfigProblem> LoadNew()
    {
        ConfigResult result = source.Load();
        _seen = source.Version;
        if (result.Config is null)
        {
            LogRefused(source.Explain(result.Errors));
            return result.Errors;
        }

        Swap(result);
        return [];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Look();
            }
            catch (Exception exception)
            {
                LogFailed(exception); // whatever a file can do, the gateway goes on with the old one
            }
        }
    }

    private void Swap(ConfigResult result)
    {
        RouterSnapshot old = holder.Current;
        List<ConfigProblem> warnings = [.. result.Warnings];
        RouterSnapshot next = builder.Build(result.Config!, source.Version.Hash, old, warnings);
        holder.Swap(next);
        LogReloaded(source.Name, next.Hash, next.Config.Providers.Length, next.Config.Models.Length);
        foreach (ConfigProblem warning in warnings)
        {
            LogWarning(warning);
        }

        foreach (string key in NeedRestart(old.Config, next.Config))
        {
            LogNeedsRestart(key);
        }
    }

    private static IEnumerable<string> NeedRestart(RouterConfig old, RouterConfig next)
    {
        if (old.Listen != next.Listen)
        {
            yield return "listen";
        }

        if (old.State != next.State)
        {
            yield return "state";
        }

        if (old.MasterKey.ToString() != next.MasterKey.ToString())
        {
            yield return "secrets.masterKey";
        }

        if (!old.FormerMasterKeys.Select(key => key.ToString()).SequenceEqual(next.FormerMasterKeys.Select(key => key.ToString()), StringComparer.Ordinal))
        {
            yield return "secrets.formerMasterKeys";
        }
    }
}
