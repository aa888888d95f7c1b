using Router.Core.AdminContract;
using Router.Core.Admission;
using Router.Core.Configuration.Shared;
using Router.Grains.Directory;
using Router.Grains.Drain;
using Router.Grains.Gates;

namespace Router.Grains.Nodes;

/// <summary>A node hears what entities have to say to all nodes. What is missed here is learned from the next call's answer.</summary>
[Alias("router.node")]
public interface INodeListener : IGrainObserver
{
    /// <summary>A gate opened or closed, or tickets are answered.</summary>
    [Alias("gate")]
    Task HearAsync(GateKey gate, GateNews news);

    /// <summary>The directory changed. The answer says whether the node knows everything up to this change now.</summary>
    [Alias("directory")]
    Task<bool> HearAsync(DirectoryNews news);

    /// <summary>Providers were drained or resumed.</summary>
    [Alias("drain")]
    Task HearAsync(DrainNews news);

    /// <summary>A tenant's vault changed: what the node knows of it is old.</summary>
    [Alias("vault")]
    Task HearAsync(string vaultOf, long version);

    /// <summary>There is a new configuration. The answer says how the node is with it.</summary>
    [Alias("config")]
    Task<NodeInfo> HearAsync(SealedConfig config);
}
