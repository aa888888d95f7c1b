using Router.Core.Spend;

namespace Router.Fleet.Spend;

/// <summary>A settlement that its account has not stored yet.</summary>
/// <param name="Tenant">Whose account.</param>
/// <param name="Settlement">The truth.</param>
/// <param name="Unwritten">The request, when its reservation was not stored either.</param>
internal sealed record PendingSettlement(string Tenant, Settlement Settlement, SpendRequest? Unwritten);
