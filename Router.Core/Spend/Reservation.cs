using Router.Core.Spend.Pricing;

namespace Router.Core.Spend;

/// <summary>A reservation as it was granted.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Path">Whose it is.</param>
/// <param name="Price">The price that it was reckoned with.</param>
/// <param name="InputTokens">The bound of the input that it covers.</param>
/// <param name="OutputTokens">The output tokens that it covers.</param>
/// <param name="Amount">What is reserved.</param>
/// <param name="Cache">What was assumed of the prompt cache.</param>
/// <param name="Origin">Where the request came from.</param>
/// <param name="Holder">The node that holds it; null on a single machine.</param>
/// <param name="At">When it was granted.</param>
public sealed record Reservation(
    ReservationId Id, SpendPath Path, TokenPrice Price, long InputTokens, long OutputTokens, Money Amount, CacheUse Cache, RequestOrigin Origin, string? Holder,
    DateTimeOffset At)
{
    /// <summary>Where the price came from.</summary>
    public PriceOrigin PriceOrigin { get; init; }

    /// <summary>The reservation for more output, or at another price.</summary>
    internal Reservation Grown(long outputTokens, TokenPrice price) =>
        this with { OutputTokens = outputTokens, Price = price, Amount = price.Bound(InputTokens, outputTokens, Cache) };
}
