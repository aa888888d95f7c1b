using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Core.Configuration;
using Router.Dashboard.Hosting;

namespace Router.Api.Auth;

/// <summary>
/// Turns away what a web page in the user's browser could send: a Host that was rebound to this machine, a foreign Origin, a cross-site fetch,
/// a form that posts without a JSON content type.
/// </summary>
internal sealed class BrowserGuard(RequestDelegate next, SnapshotHolder holder)
{
    public Task InvokeAsync(HttpContext context) =>
        Refusal(context.Request, holder.Current.Config, context.Connection.LocalIpAddress) is { } error ? ErrorWriter.WriteAsync(context, error) : next(context);

    private static RouterError? Refusal(HttpRequest request, RouterConfig config, System.Net.IPAddress? local)
    {
        if (!IsOurHost(request.Host.Host, config, local))
        {
            return RouterError.Of(403, "This Host is not one of the gateway's names. Call it by 127.0.0.1 or localhost, or add the name to \"hosts\" in router.json.") with { Reason = "unknown Host" };
        }

        if (request.Headers.Origin is { Count: > 0 } origins && !(origins is [{ } origin] && IsOwnOrigin(origin, request.Host)))
        {
            return RouterError.Of(403, "Requests from web pages of other origins are not taken.") with { Reason = "foreign Origin" };
        }

        if (request.Headers["Sec-Fetch-Site"] is ["cross-site"] && !IsLinkToTheDashboard(request))
        {
            return RouterError.Of(403, "Cross-site requests of a browser are not taken.") with { Reason = "cross-site fetch" };
        }

        return HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) && !IsJson(request.ContentType)
            ? RouterError.Of(415, "content-type: send application/json.") with { Reason = "content type is not JSON" }
            : null;
    }

    // Somebody follows a link of another site. Its cookie is not sent then (SameSite=Strict), so the answer is the sign-in.
    private static bool IsLinkToTheDashboard(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] is ["navigate"] && request.Headers["Sec-Fetch-Dest"] is ["document"]
        && request.Path.StartsWithSegments(DashboardEndpoints.Root, StringComparison.OrdinalIgnoreCase);

    private static bool IsOurHost(string host, RouterConfig config, System.Net.IPAddress? local)
    {
        if (ListenAddress.IsLoopback(host) || config.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        // On a network address any name is taken unless a list is given: there a key is needed, and the machine's names are not known here.
        return config.Hosts.IsEmpty && local is not null && !System.Net.IPAddress.IsLoopback(local);
    }

    private static bool IsOwnOrigin(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && string.Equals(uri.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(string? contentType)
    {
        if (contentType is null)
        {
            return false;
        }

        ReadOnlySpan<char> type = contentType.AsSpan();
        int parameters = type.IndexOf(';');
        return (parameters < 0 ? type : type[..parameters]).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }
}
