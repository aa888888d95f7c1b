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

    public static string Of(EntryKind kind, Standing standing) => standing switch
    {
        Standing.Active => "active",
        Standing.Suspended => "suspended",
        _ => kind == EntryKind.Key ? "revoked" : "deleted",
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
