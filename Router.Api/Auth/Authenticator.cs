using System.Net;
using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Core.Configuration;
using Router.Core.Tenancy;

namespace Router.Api.Auth;

/// <summary>Finds out who sends a request. The key stands in <c>x-router-key</c>, <c>x-api-key</c> or <c>Authorization: Bearer</c>.</summary>
internal static class Authenticator
{
    private const string Ask =
        "Send a key of this gateway as x-api-key or Authorization: Bearer (Claude Code: ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN).";

    /// <summary>The principal; null when there is none, and then <paramref name="error"/> says why.</summary>
    public static Principal? Authenticate(HttpContext context, RouterSnapshot snapshot, out RouterError? error)
    {
        error = null;
        bool given = false;
        foreach (string key in RequestKeys.Of(context.Request.Headers))
        {
            given = true;
            if (snapshot.Keys.Find(key) is { } principal)
            {
                return principal;
            }
        }

        if (snapshot.Config.Access == AccessMode.Open && IsFromThisMachine(context.Connection.RemoteIpAddress))
        {
            return Principal.Anonymous;
        }

        error = RouterError.Of(401, given ? $"The key is not valid here. {Ask}" : $"A key is needed. {Ask}") with { ShouldRetry = false, Reason = given ? "unknown key" : "no key" };
        return null;
    }

    private static bool IsFromThisMachine(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
