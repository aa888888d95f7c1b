using Router.Core.Tenancy;

namespace Router.Api.State;

/// <summary>A key of the state folder: never the secret, only its keyed hash.</summary>
/// <param name="Id">The public id.</param>
/// <param name="Kind">What it opens.</param>
/// <param name="Hash">The keyed hash in base64.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Created">When it was made.</param>
public sealed record StoredKey(string Id, PrincipalKind Kind, string Hash, string User, DateTimeOffset Created)
{
    /// <summary>Whom it stands for.</summary>
    internal Principal ToPrincipal() => new(Kind, "default", null, Kind == PrincipalKind.Admin ? Principal.AdminKeyUser : User, Id, Kind == PrincipalKind.Client ? ["*"] : []);
}
