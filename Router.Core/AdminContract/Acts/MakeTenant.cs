namespace Router.Core.AdminContract.Acts;

/// <summary>Asks for a new tenant. The same again changes nothing.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Fields">What is set.</param>
public sealed record MakeTenant(string Id, TenantFields Fields);
