using Router.Core.Spend.Pricing;

namespace Router.Core.Spend;

/// <summary>What a request cost for which nothing was reserved, since nothing limited it.</summary>
/// <param name="Id">Its name; a charge that comes twice counts once.</param>
/// <param name="Path">Whose it was.</param>
/// <param name="Tokens">What was used.</param>
/// <param name="Price">The price used.</param>
public readonly record struct Charge(ReservationId Id, SpendPath Path, TokenCounts Tokens, TokenPrice Price);
