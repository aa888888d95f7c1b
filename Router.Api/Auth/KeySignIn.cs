using System.Net;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.Tenancy;

namespace Router.Api.Auth;

/// <summary>Signs in with the keys that requests are signed in with.</summary>
internal sealed class KeySignIn(SnapshotHolder holder, TimeProvider clock) : ISignIn
{
    public AdminResult<SignedIn> SignIn(string key, IPAddress? address)
    {
        KeyRing keys = holder.Current.Keys;
        string text = key.Trim(); // the commonest slip of pasting
        return Result(keys.TryFind(text, clock.GetUtcNow(), address, out Principal? principal), principal, keys.PassOf(text));
    }

    public AdminResult<SignedIn> Renew(KeyHash pass, IPAddress? address) =>
        Result(holder.Current.Keys.TryFind(pass, clock.GetUtcNow(), address, out Principal? principal), principal, pass);

    private static AdminResult<SignedIn> Result(KeyRefusal refusal, Principal? principal, KeyHash pass) => principal is null
        ? new AdminProblem(AdminProblemKind.NotSignedIn, refusal == KeyRefusal.Unknown ? "The key is not valid here. Use a key of this gateway." : RefusalWords.For(refusal))
        : new SignedIn(principal, pass);
}
