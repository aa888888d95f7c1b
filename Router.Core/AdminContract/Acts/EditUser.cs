namespace Router.Core.AdminContract.Acts;

/// <summary>Changes a user.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">His id.</param>
/// <param name="Fields">What is set.</param>
public sealed record EditUser(string Tenant, string Id, UserFields Fields)
{
    /// <summary>Only if this is his version; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
