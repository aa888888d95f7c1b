using System.Collections.Immutable;

namespace Router.Fleet.Usage;

/// <summary>The tenants that may have used something.</summary>
/// <param name="All">Tells them: those of the directory and those that only router.json names.</param>
internal sealed record KnownTenants(Func<ImmutableArray<string>> All);
