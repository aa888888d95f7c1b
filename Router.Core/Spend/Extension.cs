using Router.Core.Spend.Pricing;

namespace Router.Core.Spend;

/// <summary>Asks for a larger reservation.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="OutputTokens">All output tokens that it shall cover, those it covers already included. Asking twice for the same changes nothing.</param>
public readonly record struct Extension(ReservationId Id, long OutputTokens)
{
    /// <summary>Another price, when the request goes to a target that was not reckoned with; null for the same.</summary>
    public TokenPrice? Price { get; init; }
}
