namespace Router.Core.Tenancy.Directory;

/// <summary>Asks for entries of one kind, in an order that does not change.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Tenant">Whose; ignored for tenants.</param>
public sealed record DirectoryQuery(EntryKind Kind, string Tenant)
{
    /// <summary>Only this team's users; null for all.</summary>
    public string? Team { get; init; }

    /// <summary>Only this user's keys; null for all.</summary>
    public string? User { get; init; }

    /// <summary>Only what comes behind the entry of this id; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>The most entries, 1 to 1,000. Default 100.</summary>
    public int Count { get; init; } = 100;

    /// <summary>Whether deleted and revoked ones are wanted too. Default false.</summary>
    public bool WithDeleted { get; init; }
}
