namespace Router.Api.Remote;

/// <summary>A key that is asked for.</summary>
/// <param name="User">Whose.</param>
/// <param name="Tenant">His tenant; null for the caller's.</param>
/// <param name="Name">The key's name; null for none.</param>
/// <param name="Expires">When it ends; null for never.</param>
/// <param name="NewUser">Whether the user is made where there is none.</param>
internal sealed record KeyWish(string User, string? Tenant, string? Name, string? Expires, bool NewUser);
