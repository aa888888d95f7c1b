using Microsoft.Extensions.Logging;
using Router.Core.Spend;
using Router.Grains.Gates;
using Router.Grains.Hosting;
using Router.Grains.Spend;

namespace Router.Fleet.Hosting;

/// <summary>Tells the entities that live on this node when the configuration, the directory or the operator tells them something else. Those elsewhere hear it from their own node.</summary>
internal sealed partial class SettingsNews(Residents<ISpendAccountGrain> accounts, Residents<IProviderGateGrain> gates, ILogger<SettingsNews> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Anything may have changed.</summary>
    public void OfAll()
    {
        foreach ((string tenant, ISpendAccountGrain account) in accounts.All)
        {
            Tell(tenant, account.ConfigureAsync());
        }

        foreach ((string gate, IProviderGateGrain grain) in gates.All)
        {
            Tell(gate, grain.ConfigureAsync());
        }
    }

    /// <summary>What one node of a tenant's account may do has changed.</summary>
    public void OfNode(string tenant, SpendNode node)
    {
        if (accounts.Find(tenant) is { } account)
        {
            Tell(tenant, account.ConfigureAsync(node));
        }
    }

    /// <summary>What a provider's gates are told has changed.</summary>
    public void OfProvider(string provider)
    {
        foreach ((string gate, IProviderGateGrain grain) in gates.All.Where(gate => GrainNames.ToGate(gate.Key).Provider == provider))
        {
            Tell(gate, grain.ConfigureAsync());
        }
    }

    private async void Tell(string entity, Task told)
    {
        try
        {
            await told;
        }
        catch (Exception exception)
        {
            LogNotTold(entity, exception); // it is going: whoever comes up in its place reads its settings
        }
    }

    [LoggerMessage(752, LogLevel.Warning, "{Entity} did not hear that its settings have changed")]
    private partial void LogNotTold(string entity, Exception exception);
}
