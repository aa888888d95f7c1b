using Router.Core.Spend.Pricing;

namespace Router.Core.Spend;

/// <summary>Ends a reservation with the truth.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Kind">How the request ended.</param>
/// <param name="Tokens">What was used; null when nobody knows: then what was reserved is charged.</param>
public readonly record struct Settlement(ReservationId Id, SettlementKind Kind, TokenCounts? Tokens)
{
    /// <summary>The price of the target that answered; null for the one that was reckoned with.</summary>
    public TokenPrice? Price { get; init; }

    /// <summary>What is recorded of the request with its settlement; null when nothing is.</summary>
    public AnswerFacts? Facts { get; init; }
}
