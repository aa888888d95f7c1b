namespace Router.Core.Tenancy.Vault;

/// <summary>The answer to who put, rotated or deleted an entry.</summary>
/// <param name="Info">The entry as it is now; null when it was refused, or is deleted.</param>
/// <param name="Problem">Why it was refused; null when it was not.</param>
/// <param name="Change">What was done.</param>
public sealed record VaultResult(VaultInfo? Info, VaultProblem? Problem, VaultChange Change = VaultChange.None);
