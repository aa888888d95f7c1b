namespace Router.Core.Spend.State;

/// <summary>An account as a snapshot keeps it.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Spend">Its state.</param>
public sealed record TenantSpend(string Tenant, SpendSnapshot Spend);
