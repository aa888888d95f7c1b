using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>How kinds, standings and changes of entries are called.</summary>
internal static class EntryWords
{
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Tenant => "tenant",
        EntryKind.Team => "team",
        EntryKind.User => "user",
        _ => "key",
    };

    /// <summary>How an entry stands: what ends it for good first, then what is above it, then itself.</summary>
    public static string StatusOf(DirectoryEntry entry) => (entry.Standing, entry.Closing) switch
    {
        (Standing.Deleted, _) => entry.Ref.Kind == EntryKind.Key ? "revoked" : "deleted",
        (_, not (KeyRefusal.None or KeyRefusal.Expired)) => "closed",
        (Standing.Suspended, _) => "suspended",
        (_, KeyRefusal.Expired) => "expired",
        _ => "active",
    };

    /// <summary>What closes an entry that is not closed itself; null for nothing.</summary>
    public static string? ReasonOf(DirectoryEntry entry) => entry.Standing == Standing.Deleted ? null : entry.Closing switch
    {
        KeyRefusal.UserDeleted => "its user is deleted",
        KeyRefusal.TeamDeleted => "its team is deleted",
        KeyRefusal.TenantDeleted => "its tenant is deleted",
        KeyRefusal.UserSuspended => "its user is suspended",
        KeyRefusal.TeamSuspended => "its team is suspended",
        KeyRefusal.TenantSuspended => "its tenant is suspended",
        _ => null,
    };

    public static string Of(EntryKind kind, DirectoryChange change) => change switch
    {
        DirectoryChange.Created => "created",
        DirectoryChange.Changed => "changed",
        DirectoryChange.Rotated => "rotated",
        DirectoryChange.Suspended => "suspended",
        DirectoryChange.Resumed => "resumed",
        _ => kind == EntryKind.Key ? "revoked" : "deleted",
    };
}
