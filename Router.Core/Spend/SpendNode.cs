using Router.Core.Tenancy.Directory;

namespace Router.Core.Spend;

/// <summary>A place in a tenant's tree that budgets and rates can be put on.</summary>
/// <param name="Level">The level.</param>
/// <param name="Name">The team, the user or the key's public id; empty for the tenant. Of teams and users letter case makes no difference, as in the directory.</param>
public readonly record struct SpendNode(SpendLevel Level, string Name)
{
    /// <summary>The tenant itself.</summary>
    public static SpendNode Tenant => new(SpendLevel.Tenant, "");

    /// <summary>The place of an entry of the directory in its tenant's tree.</summary>
    public static SpendNode Of(EntryRef entry) => entry.Kind switch
    {
        EntryKind.Tenant => Tenant,
        EntryKind.Team => new SpendNode(SpendLevel.Team, entry.Id),
        EntryKind.User => new SpendNode(SpendLevel.User, entry.Id),
        _ => new SpendNode(SpendLevel.Key, entry.Id),
    };

    /// <summary>Whether both are the same place.</summary>
    public bool Equals(SpendNode other) => Level == other.Level && NamesOf(Level).Equals(Name, other.Name);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Level, NamesOf(Level).GetHashCode(Name));

    /// <summary><c>team core</c>, or <c>tenant</c>.</summary>
    public override string ToString() => Level == SpendLevel.Tenant ? "tenant" : $"{Level.ToString().ToLowerInvariant()} {Name}";

    internal static StringComparer NamesOf(SpendLevel level) => level == SpendLevel.Key ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
}
