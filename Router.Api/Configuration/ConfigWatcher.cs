using System.Collections.Immutable;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Api.Configuration;

/// <summary>
/// Looks at the file once a second, by content: notifications miss mounts and editors that replace files. A file with errors is told once and
/// changes nothing.
/// </summary>
internal sealed partial class ConfigWatcher(
    ConfigSource source, SnapshotBuilder builder, SnapshotHolder holder, TimeProvider clock, ILogger<ConfigWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private string _seen = holder.Current.Hash;

    /// <summary>Looks once, and swaps when the file is new and right.</summary>
    /// <returns>The errors of a new file that is wrong; empty otherwise.</returns>
    public ImmutableArray<ConfigProblem> Look()
    {
        try
        {
            string hash = source.CurrentHash();
            if (hash == _seen)
            {
                return [];
            }

            (ConfigResult result, hash) = source.Load();
            _seen = hash;
            if (result.Config is null)
            {
                LogRefused(source.Explain(result.Errors));
                return result.Errors;
            }

            Swap(result, hash);
            return [];
        }
        catch (StartException exception)
        {
            if (_seen.Length > 0)
            {
                LogUnreadable(exception.Message);
                _seen = ""; // told once; a file that comes back is read again
            }

            return [new ConfigProblem("", exception.Message)];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (source.File is null)
        {
            return;
        }

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

    private void Swap(ConfigResult result, string hash)
    {
        RouterSnapshot old = holder.Current;
        List<ConfigProblem> warnings = [.. result.Warnings];
        RouterSnapshot next = builder.Build(result.Config!, hash, old, warnings);
        holder.Swap(next);
        LogReloaded(source.File!, hash, next.Config.Providers.Length, next.Config.Models.Length);
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
    }
}
