namespace Router.Core.Tenancy.Directory;

/// <summary>Compares names of entries as the directory does: letter case makes no difference.</summary>
internal sealed class EntryRefComparer : IEqualityComparer<EntryRef>
{
    public static EntryRefComparer Instance { get; } = new();

    public bool Equals(EntryRef x, EntryRef y) =>
        x.Kind == y.Kind && string.Equals(x.Id, y.Id, StringComparison.OrdinalIgnoreCase) && string.Equals(x.Tenant, y.Tenant, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(EntryRef obj) =>
        HashCode.Combine(obj.Kind, StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Tenant), StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Id));
}
