using System.Collections.Immutable;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream;

/// <summary>The credentials of a provider that one request may use.</summary>
/// <param name="Own">In the order of the configuration.</param>
/// <param name="Former">Secrets that were rotated and are still in their overlap, for a provider that refuses the new ones, with the place of the new one among <paramref name="Own"/>.</param>
/// <param name="Problem">What is wrong with a vault entry; null when nothing is.</param>
internal sealed record UsableCredentials(ImmutableArray<Credential> Own, ImmutableArray<(Credential Credential, int Place)> Former, VaultProblem? Problem);
