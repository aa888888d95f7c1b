using Router.Grains.Nodes;

namespace Router.Grains.Gates;

/// <summary>A node at a gate.</summary>
internal sealed class GateSeat(INodeListener listener)
{
    public INodeListener Listener { get; set; } = listener;

    /// <summary>Its last turn.</summary>
    public long Sequence { get; set; }

    /// <summary>The answer to it.</summary>
    public GateReply? Reply { get; set; }

    /// <summary>When it was last heard of.</summary>
    public DateTimeOffset Seen { get; set; }
}
