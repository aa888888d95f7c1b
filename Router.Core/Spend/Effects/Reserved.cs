namespace Router.Core.Spend.Effects;

/// <summary>A reservation was granted: to be written before the provider is asked.</summary>
/// <inheritdoc cref="SpendEffect"/>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Reservation">The reservation.</param>
public sealed record Reserved(long Sequence, DateTimeOffset At, Reservation Reservation) : SpendEffect(Sequence, At);
