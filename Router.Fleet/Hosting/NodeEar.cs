using Router.Core.AdminContract;
using Router.Core.Admission;
using Router.Core.Configuration.Shared;
using Router.Grains.Directory;
using Router.Grains.Drain;
using Router.Grains.Gates;
using Router.Grains.Nodes;

namespace Router.Fleet.Hosting;

/// <summary>Hands on what entities say to this node.</summary>
internal sealed class NodeEar : INodeListener
{
    /// <summary>Hears of gates.</summary>
    public Action<GateKey, GateNews> OnGate { get; set; } = static (_, _) => { };

    /// <summary>Hears of the directory.</summary>
    public Func<DirectoryNews, bool> OnDirectory { get; set; } = static _ => true;

    /// <summary>Hears of drained providers.</summary>
    public Action<DrainNews> OnDrain { get; set; } = static _ => { };

    /// <summary>Hears of vaults.</summary>
    public Action<string, long> OnVault { get; set; } = static (_, _) => { };

    /// <summary>Hears of the configuration.</summary>
    public Func<SealedConfig, NodeInfo>? OnConfig { get; set; }

    public Task HearAsync(GateKey gate, GateNews news)
    {
        OnGate(gate, news);
        return Task.CompletedTask;
    }

    public Task<bool> HearAsync(DirectoryNews news) => Task.FromResult(OnDirectory(news));

    public Task HearAsync(DrainNews news)
    {
        OnDrain(news);
        return Task.CompletedTask;
    }

    public Task HearAsync(string vaultOf, long version)
    {
        OnVault(vaultOf, version);
        return Task.CompletedTask;
    }

    public Task<NodeInfo> HearAsync(SealedConfig config) =>
        Task.FromResult((OnConfig ?? throw new InvalidOperationException("This node does not hear of configurations."))(config));
}
