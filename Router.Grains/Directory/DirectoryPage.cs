using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;

namespace Router.Grains.Directory;

/// <summary>Entries of a page.</summary>
/// <param name="Entries">The entries.</param>
public sealed record DirectoryPage(ImmutableArray<DirectoryEntry> Entries);
