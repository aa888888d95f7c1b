using System.Collections.Immutable;
using Router.Core.AdminContract;
using Router.Core.Configuration.Shared;
using Router.Grains.Nodes;

namespace Router.Grains.Configuration;

/// <summary>The one owner of the configuration that all nodes share. It can't read it.</summary>
[Alias("router.config")]
public interface IConfigGrain : IGrainWithStringKey
{
    /// <summary>Takes the version behind the one in force. The answer comes when it is stored and the nodes have heard it, those that can hear. The same one again is answered the same.</summary>
    [Alias("put")]
    Task<ConfigReply> PutAsync(SealedConfig next);

    /// <summary>A node wants to hear of new versions, and says every few seconds how it is.</summary>
    /// <param name="listener">Where it hears.</param>
    /// <param name="node">How it is.</param>
    /// <returns>The version in force, where the node does not know it; else a version of null. The master key in any case.</returns>
    [Alias("join")]
    Task<ConfigKept> JoinAsync(INodeListener listener, NodeInfo node);

    /// <summary>The nodes that were heard of lately.</summary>
    [Alias("nodes")]
    Task<ImmutableArray<NodeInfo>> NodesAsync();
}
