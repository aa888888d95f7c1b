using System.Net;
using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Core.Configuration;
using Router.Core.Tenancy;

namespace Router.Api.Auth;

/// <summary>Finds out who sends a request. The key stands in <c>x-router-key</c>, <c>x-api-key</c> or <c>Authorization: Bearer</c>.</summary>
internal static class Authenticator
{
    /// <summary>The principal; null when there is none, and then <paramref name="error"/> says why.</summary>
    public static Principal? Authenticate(HttpContext context, RouterSnapshot snapshot, out RouterError? error)
    {
        error = null;
        KeyRefusal? refusal = null;
        DateTimeOffset now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        IPAddress? remote = context.Connection.RemoteIpAddress;
        foreach (string key in RequestKeys.Of(context.Request.Headers))
        {
            KeyRefusal found = snapshot.Keys.TryFind(key, now, remote, out Principal? principal);
            if (principal is not null)
            {
                return principal;
            }

            // Of two keys the one that is known here says more.
            refusal = refusal is null or KeyRefusal.Unknown ? found : refusal;
        }

        if (snapshot.Config.Access == AccessMode.Open && IsFromThisMachine(remote))
        {
            return Principal.Anonymous;
        }

        error = RouterError.Of(401, RefusalWords.For(refusal)) with { ShouldRetry = false, Reason = RefusalWords.Reason(refusal) };
        return null;
    }

    private static bool IsFromThisMachine(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
