namespace Router.Core.Tenancy.Directory.Deciding;

/// <summary>What the decisions about all kinds of entries have in common.</summary>
internal static class Decisions
{
    public static T Amended<T>(T entry, DateTimeOffset now)
        where T : DirectoryEntry => entry with { Version = entry.Version + 1, Changed = now };

    /// <summary>The id is in use: the same request again is answered as the first time, another one is refused.</summary>
    public static DirectoryAnswer Again(DirectoryEntry existing, bool isSame) => isSame && existing.Standing != Standing.Deleted
        ? DirectoryAnswer.Unchanged(existing)
        : DirectoryAnswer.Refused(DirectoryProblemKind.Conflict, "id", existing.Standing == Standing.Deleted
            ? $"\"{existing.Id}\" belonged to one that was deleted, and ids are not given twice; choose another"
            : $"\"{existing.Id}\" is taken; choose another, or change the one that there is");

    public static DirectoryAnswer Unknown(EntryKind kind, string id, string field = "id", string? tenant = null) => DirectoryAnswer.Refused(
        DirectoryProblemKind.Unknown, field,
        tenant is null
            ? $"there is no {Word(kind)} \"{id}\"; create it first, or look the id up in the list"
            : $"there is no {Word(kind)} \"{id}\" in the tenant \"{tenant}\"; create it first, look the id up in the list, or name another \"tenant\"");

    public static DirectoryAnswer Gone(EntryKind kind, string id, string field = "id") => DirectoryAnswer.Refused(
        DirectoryProblemKind.Gone, field, kind == EntryKind.Key ? $"the key \"{id}\" was revoked for good; create a new one" : $"the {Word(kind)} \"{id}\" was deleted for good; create a new one");

    public static DirectoryAnswer NameTaken(string name) =>
        DirectoryAnswer.Refused(DirectoryProblemKind.Conflict, "settings.name", $"\"{name}\" is taken; choose another");

    /// <summary>Why an entry can't be changed; null when it can.</summary>
    public static DirectoryAnswer? Blocked(DirectoryEntry? entry, EntryKind kind, string id, long? ifVersion) => entry switch
    {
        null => Unknown(kind, id),
        { Standing: Standing.Deleted } => Gone(kind, entry.Id),
        _ when ifVersion is { } expected && expected != entry.Version => DirectoryAnswer.Refused(
            DirectoryProblemKind.Stale, "version", $"is {entry.Version} by now, not {expected}: somebody changed it meanwhile. Read it again and repeat the change"),
        _ => null,
    };

    /// <summary>Why nothing can be created under a tenant; null when it can.</summary>
    public static DirectoryAnswer? Closed(Tenant? tenant, string id) => tenant switch
    {
        null => Unknown(EntryKind.Tenant, id, "tenant"),
        { Standing: Standing.Deleted } => Gone(EntryKind.Tenant, tenant.Id, "tenant"),
        _ => null,
    };

    private static string Word(EntryKind kind) => kind switch
    {
        EntryKind.Tenant => "tenant",
        EntryKind.Team => "team",
        EntryKind.User => "user",
        _ => "key",
    };
}
