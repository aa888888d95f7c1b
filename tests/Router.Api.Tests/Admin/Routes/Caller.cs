namespace Router.Api.Tests.Admin.Routes;

/// <summary>Somebody who calls the admin API.</summary>
/// <param name="Name">What he is.</param>
/// <param name="Key">His key; null for none.</param>
/// <param name="Role">His role as the document calls it; null when his key opens nothing.</param>
/// <param name="Tenant">His tenant.</param>
/// <param name="Team">His team; null for none.</param>
/// <param name="User">Himself.</param>
internal sealed record Caller(string Name, string? Key, string? Role, string Tenant, string? Team, string User)
{
    /// <summary>How far a reach must go to hold somebody.</summary>
    public string Needed(Place place) => place.Tenant != Tenant ? "everything"
        : place.User is not null && place.User == User ? "own_user"
        : place.Team is not null && place.Team == Team ? "own_team"
        : "own_tenant";
}
