using Router.Core.Tenancy;

namespace Router.Dashboard.SignIn;

/// <summary>A session: whose key signed in, and until when. It never holds the key, only its keyed hash, which opens nothing by itself.</summary>
/// <param name="Id">16 random bytes, hexadecimal.</param>
/// <param name="Key">The key's keyed hash: it is looked up again with every view.</param>
/// <param name="Expires">The session's end, to the second.</param>
internal readonly record struct SessionTicket(string Id, KeyHash Key, DateTimeOffset Expires);
