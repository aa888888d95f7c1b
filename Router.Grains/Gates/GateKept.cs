using Router.Core.Admission.State;

namespace Router.Grains.Gates;

/// <summary>A gate as it is stored.</summary>
public sealed record GateKept
{
    /// <summary>Its state; null before the first turn.</summary>
    public GateSnapshot? Gate { get; init; }
}
