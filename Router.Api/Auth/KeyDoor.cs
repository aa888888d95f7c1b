using System.Net;
using Router.Api.Configuration;
using Router.Api.State;
using Router.Core.Tenancy;
using Router.Dashboard.SignIn;

namespace Router.Api.Auth;

/// <summary>Opens the dashboard with the gateway's keys. "access": "open" is for clients: here a key is always needed.</summary>
internal sealed class KeyDoor(SnapshotHolder holder, StateFolder state, TimeProvider clock) : IKeyDoor
{
    public KeyFinding Open(string key, IPAddress? from)
    {
        KeyRefusal refusal = holder.Current.Keys.TryFind(key, clock.GetUtcNow(), from, out Principal? principal);
        return principal is not null ? new KeyFinding(state.Hasher.Of(key), null) : new KeyFinding(null, refusal switch
        {
            KeyRefusal.Unknown when key.Length == 0 => "Type a key of this gateway.",
            KeyRefusal.Unknown => "This is no key of this gateway. Type the admin key, or the one that your client uses.",
            _ => RefusalWords.For(refusal),
        });
    }

    public Principal? Find(in KeyHash key, IPAddress? from)
    {
        holder.Current.Keys.TryFind(key, clock.GetUtcNow(), from, out Principal? principal);
        return principal;
    }
}
