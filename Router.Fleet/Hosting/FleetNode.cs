using Router.Grains.Nodes;

namespace Router.Fleet.Hosting;

/// <summary>This node as entities know it.</summary>
internal sealed class FleetNode
{
    private readonly IGrainFactory _grains;
    private readonly NodeEar _ear;
    private INodeListener? _listener;

    public FleetNode(IGrainFactory grains, ILocalSiloDetails silo, NodeEar ear)
    {
        _grains = grains;
        _ear = ear;
        // It holds the start's time: a node that starts anew is another.
        Name = silo.SiloAddress.ToParsableString();
    }

    public string Name { get; }

    /// <summary>Where entities reach it.</summary>
    public INodeListener Listener => _listener ??= _grains.CreateObjectReference<INodeListener>(_ear);
}
