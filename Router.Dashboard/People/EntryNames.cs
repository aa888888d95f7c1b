using Router.Core.Tenancy.Directory;

namespace Router.Dashboard.People;

/// <summary>The fields by which forms name an entry of the directory.</summary>
internal static class EntryNames
{
    /// <summary>The fields.</summary>
    public static IReadOnlyList<(string Name, string? Value)> Of(DirectoryEntry entry) =>
    [
        ("tenant", entry is ClientKey key ? key.Tenant : entry.Ref.Tenant),
        ("kind", entry.Ref.Kind.ToString().ToLowerInvariant()),
        ("id", entry.Id),
    ];
}
