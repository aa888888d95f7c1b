using System.Net;
using Router.Core.Tenancy;

namespace Router.Core.AdminContract;

/// <summary>Finds out whom a key stands for that somebody shows, wherever he shows it. Problems are of the kind <see cref="AdminProblemKind.NotSignedIn"/>.</summary>
public interface ISignIn
{
    /// <summary>Signs somebody in.</summary>
    /// <param name="key">The key as he wrote it.</param>
    /// <param name="address">Where he comes from; null when unknown, and then a key that is bound to networks opens nothing.</param>
    AdminResult<SignedIn> SignIn(string key, IPAddress? address);

    /// <summary>
    /// Looks anew who somebody is who was signed in: his key may have been revoked since, his role changed. Whoever stays signed in is to be asked about again
    /// before each act, and now and then while he only looks.
    /// </summary>
    /// <param name="pass">What his sign-in gave.</param>
    /// <param name="address">Where he comes from.</param>
    AdminResult<SignedIn> Renew(KeyHash pass, IPAddress? address);
}
