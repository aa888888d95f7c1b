using Router.Core.Admission;
using Router.Core.Admission.Hints;

namespace Router.Grains.Gates;

/// <summary>What became of a permit.</summary>
/// <param name="Id">Which.</param>
public sealed record GateEvent(PermitId Id)
{
    /// <summary>The provider answers, with these headers; null for no such event.</summary>
    public ProviderReading? Reading { get; init; }

    /// <summary>It is given back; null with no reading either: it was not used, or the ticket is given up.</summary>
    public AttemptReport? Report { get; init; }
}
