namespace Router.Core.Tenancy.Vault;

/// <summary>Names an entry of a vault.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user whose own it is (bring your own); null for the tenant's.</param>
/// <param name="Name">Its name, as in <c>vault:NAME</c>: 1 to 64 letters, digits and <c>. _ -</c>; letter case makes no difference.</param>
public sealed record VaultPath(string Tenant, string? User, string Name);
