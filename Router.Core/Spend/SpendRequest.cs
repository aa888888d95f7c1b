using Router.Core.Spend.Pricing;

namespace Router.Core.Spend;

/// <summary>Asks for a reservation.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Path">Whose it is.</param>
/// <param name="Price">The price of the dearest target that the request may go to.</param>
/// <param name="InputTokens">An upper bound of the input, ≥ 0.</param>
/// <param name="MaxTokens">The client's limit of the output, ≥ 0.</param>
/// <param name="Origin">For the record that it becomes if the process ends first.</param>
public sealed record SpendRequest(ReservationId Id, SpendPath Path, TokenPrice Price, long InputTokens, long MaxTokens, RequestOrigin Origin)
{
    /// <summary>What it asks of the provider's prompt cache. Default unknown.</summary>
    public CacheUse Cache { get; init; }

    /// <summary>Where the price comes from, for the record. Default unknown.</summary>
    public PriceOrigin PriceOrigin { get; init; }

    /// <summary>The node of the fleet that holds it, so that its reservations can be ended when it dies; null on a single machine.</summary>
    public string? Holder { get; init; }
}
