namespace Router.Core.Spend.Effects;

/// <summary>A request without a reservation ended.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Id">The request's name.</param>
/// <param name="Path">Whose it was.</param>
/// <param name="Tokens">What was used, all kinds together.</param>
/// <param name="Cost">What is charged.</param>
public sealed record Charged(long Sequence, DateTimeOffset At, ReservationId Id, SpendPath Path, long Tokens, Money Cost) : SpendEffect(Sequence, At);
