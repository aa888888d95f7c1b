using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;

namespace Router.Grains.Directory;

/// <summary>Changes of the directory, in their order.</summary>
/// <param name="From">The number of the last change before these.</param>
/// <param name="Effects">The changes.</param>
public sealed record DirectoryNews(long From, ImmutableArray<DirectoryEffect> Effects);
