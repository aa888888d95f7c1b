using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Dashboard.Texts;

/// <summary>Whether an entry of the directory is open, and what closes it.</summary>
internal static class StandingWords
{
    /// <summary>What closes it, the last word on it first; null when nothing does.</summary>
    public static string? Of(DirectoryEntry entry) => (entry.Standing, entry.Closing) switch
    {
        (Standing.Deleted, _) => entry.Ref.Kind == EntryKind.Key ? "revoked" : "deleted",
        (_, KeyRefusal.UserDeleted) => "closed: user deleted",
        (_, KeyRefusal.TeamDeleted) => "closed: team deleted",
        (_, KeyRefusal.TenantDeleted) => "closed: tenant deleted",
        (_, KeyRefusal.UserSuspended) => "closed: user suspended",
        (_, KeyRefusal.TeamSuspended) => "closed: team suspended",
        (_, KeyRefusal.TenantSuspended) => "closed: tenant suspended",
        (Standing.Suspended, _) => "suspended",
        (_, KeyRefusal.Expired) => "expired",
        _ => null,
    };

    /// <summary>Whether it stays closed for good.</summary>
    public static bool IsOver(DirectoryEntry entry) =>
        entry.Standing == Standing.Deleted || entry.Closing is KeyRefusal.UserDeleted or KeyRefusal.TeamDeleted or KeyRefusal.TenantDeleted or KeyRefusal.Expired;
}
