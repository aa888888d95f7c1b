using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Router.Api.Admin.Events;
using Router.Api.Configuration;
using Router.Api.Spend;
using Router.Core.Journal;
using Router.Core.Spend;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Usage;
using Router.Fleet.Calls;
using Router.Fleet.Configuration;
using Router.Fleet.Directory;
using Router.Fleet.Drain;
using Router.Fleet.Events;
using Router.Fleet.Gates;
using Router.Fleet.Outbox;
using Router.Fleet.Reasoning;
using Router.Fleet.Spend;
using Router.Fleet.Usage;

namespace Router.Fleet.Hosting;

/// <summary>
/// A node between its silo and its door. Before the door opens it knows the directory; after it was told to stop it stays a moment, so that whoever sends
/// requests can notice, and when the door is closed it gives back what it holds of the fleet.
/// </summary>
internal sealed partial class NodeLife(
    IJournal journal, NodeOutbox<PendingSettlement> settlements, NodeOutbox<UsageRecord> records, FleetDirectory directory, FleetDrainedProviders drained, FleetConfig config, FleetProviderGates gates,
    FleetEvents live, EventHub events, FleetSpendAccounts accounts, FleetUsage usage, FleetReasoning reasoning, ITenantVaults vaults, SettingsNews news, SnapshotHolder holder, Doorway door, FleetOptions options, ILogger<NodeLife> logger) : IHostedLifecycleService
{
    /// <summary>How long who has just connected may take to send his request.</summary>
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(0.5);

    private readonly ILogger _logger = logger;
    private bool _isOpen;

    /// <summary>Runs behind the journal's opening, which is registered before it.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        settlements.Use(journal);
        records.Use(journal);
        return Task.CompletedTask;
    }

    /// <summary>Whether its silo has started: it must be stopped, whatever fails behind it, or the fleet would have to find out that it is gone.</summary>
    public bool HasJoined { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        HasJoined = true;
        holder.Listen(news.OfAll);
        live.Begin(events);
        directory.Listen(Hear);
        await InsistAsync("the directory", directory.StartAsync, cancellationToken);
        await InsistAsync("which providers are drained", drained.StartAsync, cancellationToken);
        await InsistAsync("the configuration", config.StartAsync, cancellationToken);
        if (!holder.Current.Config.FormerMasterKeys.IsEmpty)
        {
            bool isWhole = false;
            await InsistAsync("vaults under a former master key", async () => isWhole = await RewrapAsync(), cancellationToken);
            await config.ResealAsync(isWhole);
        }
    }

    /// <summary>GET /ready says 503 from the signal on; the door is still open.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (!_isOpen)
        {
            return; // something failed at its start
        }

        LogDraining(options.DrainWait.TotalSeconds);
        await Task.Delay(options.DrainWait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await door.CloseAsync();
        await Task.Delay(LastRequests, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await StopAskingAsync();
        await gates.ReturnAsync();
        foreach ((string what, Func<Task> send) in new (string, Func<Task>)[] { ("settlements", accounts.SendAsync), ("usage", usage.SendAsync), ("reasoning", reasoning.SendAsync) })
        {
            try
            {
                await send();
            }
            catch (Exception exception) when (Reach.IsLost(exception))
            {
                LogNotHandedOver(what, exception); // settlements and usage are in this node's journal, and go when it, or another in its folder, comes up
            }
        }
    }

    private async ValueTask StopAskingAsync()
    {
        foreach (IAsyncDisposable asking in (IAsyncDisposable[])[directory, drained, config])
        {
            await asking.DisposeAsync(); // whom they ask is going: their words would only fill the log
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _isOpen = true;
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Hear(DirectoryEntry? entry)
    {
        if (entry is null)
        {
            news.OfAll();
        }
        else
        {
            news.OfNode(ConfiguredSpend.TenantOf(entry), SpendNode.Of(entry.Ref));
        }
    }

    /// <summary>Without it the node could only give wrong answers: it waits until Redis and the owner are there.</summary>
    private async Task InsistAsync(string what, Func<Task> learn, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await learn();
                return;
            }
            catch (Exception exception) when (Reach.IsLost(exception))
            {
                LogWaits(what, exception);
                await Task.Delay(options.LeaseIdle, cancellation);
            }
        }
    }

    private async Task<bool> RewrapAsync()
    {
        RewrapReport report = await vaults.RewrapAsync();
        foreach (VaultProblem problem in report.Failed)
        {
            LogNotWrapped(problem);
        }

        LogWrapped(report.Wrapped);
        return report.Failed.IsEmpty;
    }

    [LoggerMessage(770, LogLevel.Warning, "Not open yet: {What} can't be read. Tried again until Redis is there")]
    private partial void LogWaits(string what, Exception exception);

    [LoggerMessage(771, LogLevel.Information, "Draining: not ready any more, open for {Seconds} s, then requests under way may end")]
    private partial void LogDraining(double seconds);

    [LoggerMessage(772, LogLevel.Warning, "Not handed over before the stop: {What}")]
    private partial void LogNotHandedOver(string what, Exception exception);

    [LoggerMessage(773, LogLevel.Error, "A vault can't be sealed under the present master key. {Problem}")]
    private partial void LogNotWrapped(VaultProblem problem);

    [LoggerMessage(774, LogLevel.Information, "Vaults sealed under the present master key: {Count}")]
    private partial void LogWrapped(int count);
}
