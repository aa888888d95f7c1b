namespace Router.Core.Tenancy.Directory.Index;

/// <summary>A tenant as key checks see it. Written by the index's one writer, read by anyone.</summary>
internal sealed class TenantCell
{
    private volatile Tenant? _tenant;

    public Tenant? Tenant
    {
        get => _tenant;
        set => _tenant = value;
    }

    /// <summary>For the writer alone.</summary>
    public Dictionary<string, TeamCell> Teams { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For the writer alone.</summary>
    public Dictionary<string, UserCell> Users { get; } = new(StringComparer.OrdinalIgnoreCase);
}
