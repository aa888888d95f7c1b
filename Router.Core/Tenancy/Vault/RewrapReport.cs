using System.Collections.Immutable;

namespace Router.Core.Tenancy.Vault;

/// <summary>How far the vaults are under the present master key. Once nothing failed, the earlier ones can go.</summary>
/// <param name="Wrapped">How many data keys were wrapped anew.</param>
/// <param name="Already">How many were wrapped so before.</param>
/// <param name="Failed">Why others could not be.</param>
public sealed record RewrapReport(int Wrapped, int Already, ImmutableArray<VaultProblem> Failed);
