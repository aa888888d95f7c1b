namespace Router.Core.Tenancy.Vault;

/// <summary>Gives an entry a secret, and makes it where there is none.</summary>
/// <param name="User">The user whose own it is; null for the tenant's.</param>
/// <param name="Name">Its name.</param>
/// <param name="Secret">The sealed secret; its number is one more than the newest's.</param>
/// <param name="OldUntil">The secret before can be had until then; null: no longer.</param>
/// <param name="IfVersion">Only if this is the entry's version; null: whatever it is.</param>
public sealed record PutSecret(string? User, string Name, SecretVersion Secret, DateTimeOffset? OldUntil, long? IfVersion) : VaultCommand;
