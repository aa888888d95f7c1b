using System.Net;
using Router.Core.Tenancy;

namespace Router.Dashboard.SignIn;

/// <summary>Looks keys up for the dashboard. The host has the keys.</summary>
public interface IKeyDoor
{
    /// <summary>Looks at a key that somebody signs in with.</summary>
    /// <param name="key">The key as typed.</param>
    /// <param name="from">Where it is typed; null when unknown.</param>
    KeyFinding Open(string key, IPAddress? from);

    /// <summary>Whom a key that signed in earlier stands for now; null when it opens nothing any more.</summary>
    Principal? Find(in KeyHash key, IPAddress? from);
}
