using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Usage;

namespace Router.Fleet.Spend;

/// <summary>A reservation of a message that is under way on this node.</summary>
/// <param name="Request">The request.</param>
/// <param name="At">When it was reserved.</param>
internal sealed record HeldReservation(SpendRequest Request, DateTimeOffset At)
{
    /// <summary>The record of the message, as its account makes it too.</summary>
    public UsageRecord ToRecord(string tenant, in Settlement settlement, in SettleAnswer answer, AnswerFacts facts, DateTimeOffset now)
    {
        TokenCounts tokens = settlement.Tokens ?? new TokenCounts(Request.InputTokens, Request.MaxTokens);
        var price = settlement.Price ?? Request.Price;
        var reservation = new Reservation(
            Request.Id, Request.Path, Request.Price, Request.InputTokens, Request.MaxTokens, Money.Zero, Request.Cache, Request.Origin, Request.Holder, At) { PriceOrigin = Request.PriceOrigin };
        return UsageRecord.Of(
            tenant,
            new Settled(0, now, reservation, settlement.Kind, tokens, answer.Known ? answer.Price : price, answer.Known ? answer.Cost : price.Cost(tokens), answer.Overrun),
            facts);
    }
}
