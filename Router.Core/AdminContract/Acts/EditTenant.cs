namespace Router.Core.AdminContract.Acts;

/// <summary>Changes a tenant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Fields">What is set.</param>
public sealed record EditTenant(string Id, TenantFields Fields)
{
    /// <summary>Only if this is its version; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
