namespace Router.Core.Tenancy.Vault;

/// <summary>An entry was used. Costs nothing when it was within the last hour.</summary>
/// <param name="User">The user whose own it is; null for the tenant's.</param>
/// <param name="Name">Its name.</param>
public sealed record NoteUse(string? User, string Name) : VaultCommand;
