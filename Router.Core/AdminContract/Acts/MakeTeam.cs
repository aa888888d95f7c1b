namespace Router.Core.AdminContract.Acts;

/// <summary>Asks for a new team. The same again changes nothing.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">Its id.</param>
/// <param name="Fields">What is set.</param>
public sealed record MakeTeam(string Tenant, string Id, TeamFields Fields);
