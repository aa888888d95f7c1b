namespace Router.Core.AdminContract.Acts;

/// <summary>Changes a team.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">Its id.</param>
/// <param name="Fields">What is set.</param>
public sealed record EditTeam(string Tenant, string Id, TeamFields Fields)
{
    /// <summary>Only if this is its version; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
