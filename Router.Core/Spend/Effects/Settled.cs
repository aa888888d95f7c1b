using Router.Core.Spend.Pricing;

namespace Router.Core.Spend.Effects;

/// <summary>A reservation ended: to be written before the answer's last event is relayed.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Reservation">The reservation as it stood.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Tokens">What was used, or what was reserved when nobody knows.</param>
/// <param name="Price">The price used.</param>
/// <param name="Cost">What is charged.</param>
/// <param name="Overrun">How much of it is more than reserved.</param>
public sealed record Settled(
    long Sequence, DateTimeOffset At, Reservation Reservation, SettlementKind Kind, TokenCounts Tokens, TokenPrice Price, Money Cost, Money Overrun)
    : SpendEffect(Sequence, At)
{
    /// <summary>What is recorded of the request; null when its record stands elsewhere, as in journals of version 1.</summary>
    public AnswerFacts? Facts { get; init; }
}
