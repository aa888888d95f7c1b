namespace Router.Core.Tenancy.Directory.Index;

/// <summary>A user as key checks see him.</summary>
internal sealed class UserCell(TenantCell tenant)
{
    private volatile UserPlace? _place;

    public TenantCell Tenant { get; } = tenant;

    /// <summary>The user and his team, changed both at once.</summary>
    public UserPlace? Place
    {
        get => _place;
        set => _place = value;
    }
}
