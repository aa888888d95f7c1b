using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Primitives;
using Router.Api.Configuration;
using Router.Core.Configuration;

namespace Router.Api.Auth;

/// <summary>
/// Behind proxies that are trusted, a request comes from the client, not from the proxy: networks of keys, the pace of signing in and the audit trail see the
/// client's address. <c>X-Forwarded-For: 203.0.113.9, 10.0.0.7</c> is read from its end, where the nearest proxy wrote, up to the first address that is no
/// trusted proxy: what stands before it anybody may have written.
/// </summary>
internal sealed class ClientAddress(RequestDelegate next, SnapshotHolder holder, ProxyNames names)
{
    private const string Header = "X-Forwarded-For";

    public Task InvokeAsync(HttpContext context)
    {
        ImmutableArray<TrustedProxy> proxies = holder.Current.Config.Proxies;
        return proxies.IsEmpty || context.Connection.RemoteIpAddress is not { } peer || context.Request.Headers[Header] is not { Count: > 0 } said
            ? next(context)
            : PassOnAsync(context, proxies, peer, said);
    }

    private async Task PassOnAsync(HttpContext context, ImmutableArray<TrustedProxy> proxies, IPAddress peer, StringValues said)
    {
        if (await names.TrustsAsync(proxies, peer))
        {
            context.Connection.RemoteIpAddress = await FindAsync(proxies, peer, said);
        }

        await next(context);
    }

    /// <summary>The client; null when a proxy could not tell him ("unknown"): then nothing may count as near.</summary>
    private async ValueTask<IPAddress?> FindAsync(ImmutableArray<TrustedProxy> proxies, IPAddress peer, StringValues said)
    {
        IPAddress found = peer;
        foreach (string hop in string.Join(',', said.ToArray()).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            // With a port too: 203.0.113.9:4711, [2001:db8::1]:4711.
            if (!IPEndPoint.TryParse(hop, out IPEndPoint? end))
            {
                return null;
            }

            found = end.Address;
            if (!await names.TrustsAsync(proxies, found))
            {
                break;
            }
        }

        return found;
    }
}
