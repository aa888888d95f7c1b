using Router.Core.Spend.Pricing;

namespace Router.Core.Spend.Effects;

/// <summary>A reservation grew.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Id">The reservation.</param>
/// <param name="OutputTokens">The output tokens that it covers now.</param>
/// <param name="Price">The price that it is reckoned with now.</param>
public sealed record Extended(long Sequence, DateTimeOffset At, ReservationId Id, long OutputTokens, TokenPrice Price) : SpendEffect(Sequence, At);
