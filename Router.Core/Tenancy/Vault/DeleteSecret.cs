namespace Router.Core.Tenancy.Vault;

/// <summary>Deletes an entry: its secrets are erased, its history stays.</summary>
/// <param name="User">The user whose own it is; null for the tenant's.</param>
/// <param name="Name">Its name.</param>
/// <param name="IfVersion">Only if this is its version; null: whatever it is.</param>
public sealed record DeleteSecret(string? User, string Name, long? IfVersion) : VaultCommand;
