namespace Router.Core.AdminContract.Acts;

/// <summary>Asks for a new user. The same again changes nothing.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">His id.</param>
/// <param name="Fields">What is set.</param>
public sealed record MakeUser(string Tenant, string Id, UserFields Fields);
