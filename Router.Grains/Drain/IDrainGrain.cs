using Router.Grains.Nodes;

namespace Router.Grains.Drain;

/// <summary>The one who knows which providers the operator has taken out of use.</summary>
[Alias("router.drain")]
public interface IDrainGrain : IGrainWithStringKey
{
    /// <summary>Drains a provider, or takes it into use again. The answer comes when it is stored and the nodes have heard it, those that can hear.</summary>
    [Alias("set")]
    Task<DrainNews> SetAsync(string provider, bool drained);

    /// <summary>A node wants to hear of changes, and says so every few seconds.</summary>
    [Alias("join")]
    Task<DrainNews> JoinAsync(string node, INodeListener listener);
}
