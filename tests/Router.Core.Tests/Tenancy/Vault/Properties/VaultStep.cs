namespace Router.Core.Tests.Tenancy.Vault.Properties;

/// <summary>One step of a random run.</summary>
/// <param name="Kind">0 to 9: what happens.</param>
/// <param name="Tenant">To which tenant.</param>
/// <param name="User">To which user; null for the tenant's own.</param>
/// <param name="Name">To which entry.</param>
/// <param name="Number">The secret, or seconds.</param>
internal sealed record VaultStep(int Kind, string Tenant, string? User, string Name, int Number);
