using Router.Core.Tenancy;

namespace Router.Dashboard.SignIn;

/// <summary>A session: whose key signed in, and until when. It never holds the key, only what <see cref="Core.AdminContract.ISignIn"/> asks for in its place.</summary>
/// <param name="Id">16 random bytes, hexadecimal.</param>
/// <param name="Pass">What the sign-in gave: with it the key is looked at again with every view.</param>
/// <param name="Expires">The session's end, to the second.</param>
internal readonly record struct SessionTicket(string Id, KeyHash Pass, DateTimeOffset Expires);
