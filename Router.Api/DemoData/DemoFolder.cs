using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Journal;
using Router.Api.State;
using Router.Core.Configuration;
using Router.Core.Journal;
using Router.Core.Journal.Files;
using Router.Core.Spend;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.DemoData;

/// <summary>Fills a folder with a configuration and a month of records, through the gateway's own journal. Nothing listens meanwhile.</summary>
internal static class DemoFolder
{
    /// <summary>Requests between two waits for the disk.</summary>
    private const int Batch = 200;

    /// <summary>Fills it.</summary>
    /// <param name="folder">A folder that is missing or empty.</param>
    /// <param name="seed">The same seed makes the same month.</param>
    /// <param name="end">The month's end.</param>
    /// <returns>How many requests there were.</returns>
    /// <exception cref="StartException">The folder holds something, or can't be written.</exception>
    public static async Task<int> FillAsync(string folder, int seed, DateTimeOffset end)
    {
        string file = Path.Combine(folder, "router.json");
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new StartException($"{folder} is not empty, and what is in it stays as it is. Name a folder that is missing or empty.", StartException.Misconfigured);
            }

            PrivateFolder.Create(folder);
            await File.WriteAllTextAsync(file, DemoConfig.Text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{folder} can't be written: {exception.Message}");
        }

        var month = new DemoMonth(seed, end);
        var clock = new DemoClock(end.AddDays(-DemoMonth.Days - 1));
        var options = new StartOptions { Folder = folder, ConfigFile = file, Environment = new RouterEnvironment(new Dictionary<string, string>(StringComparer.Ordinal)), Clock = clock };
        ConfigSource source = ConfigSource.Find(options);
        RouterConfig config = source.LoadAtStart(out var warnings);

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "router" });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddLogging();
        builder.Services.AddRouter(new RouterStart(clock, source, config, warnings, StateFolder.Prepare(config, source.Resolver))).AddLocalState();
        await using WebApplication web = builder.Build();
        return await FillAsync(web.Services, month, clock, seed, VaultDestination.Of(config.Providers[0].BaseUrl));
    }

    private static async Task<int> FillAsync(IServiceProvider services, DemoMonth month, DemoClock clock, int seed, string destination)
    {
        HostedJournal journal = services.GetRequiredService<HostedJournal>();
        JournalOpening opening = LocalJournal.Open(
            services.GetRequiredService<IJournalFiles>(), [.. services.GetServices<IProjection>()], services.GetRequiredService<JournalOptions>(), clock, services.GetRequiredService<JournalLog>());
        journal.Begin(opening.Journal ?? throw new StartException(opening.Problem!.Text));
        var writer = new DemoWriter(
            services.GetRequiredService<IDirectory>(), services.GetRequiredService<KeyIssuer>(), services.GetRequiredService<ISpendAccounts>(), clock, seed);
        await writer.HireAsync();
        var acts = new DemoActs(services.GetRequiredService<IDirectory>(), services.GetRequiredService<KeyIssuer>(), services.GetRequiredService<ITenantVaults>(), journal, clock, writer.Keys, destination);
        Queue<(DateTimeOffset At, Func<Task> Act)> coming = new(acts.Of(clock.GetUtcNow(), month.End));
        int count = 0;
        foreach (DemoTurn turn in month.Turns())
        {
            if (count++ % Batch == 0)
            {
                await journal.RoomAsync(CancellationToken.None);
            }

            while (coming.TryPeek(out var next) && next.At <= turn.Start)
            {
                clock.MoveTo(next.At);
                await coming.Dequeue().Act();
            }

            await writer.PlayAsync(turn);
        }

        await writer.SetBudgetsAsync();
        return await journal.SnapshotAsync() is { } fault ? throw new StartException(fault.Text) : count;
    }
}
