using Router.Core.Admission;
using Router.Grains.Nodes;

namespace Router.Grains.Gates;

/// <summary>The one owner of a provider gate. Its key is <c>provider, credential and family</c>.</summary>
[Alias("router.gate")]
public interface IProviderGateGrain : IGrainWithStringKey
{
    /// <summary>Does what a node wants, in one call. The same turn again gets the answer of the first; an older one is ignored.</summary>
    /// <param name="turn">What it wants.</param>
    /// <param name="listener">Where the node hears of what comes later.</param>
    [Alias("turn")]
    Task<GateReply> TurnAsync(GateTurn turn, INodeListener listener);

    /// <summary>Lets the gate act on the time.</summary>
    [Alias("tick")]
    Task TickAsync();

    /// <summary>Forgets cooldown and breaker.</summary>
    [Alias("reopen")]
    Task ReopenAsync();

    /// <summary>Takes its settings anew.</summary>
    [Alias("configure")]
    Task ConfigureAsync();

    /// <summary>How it stands; null when nobody has ever entered it.</summary>
    [Alias("status")]
    Task<GateStatus?> StatusAsync();
}
