using System.Collections.Frozen;
using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Router.Api.Telemetry;

/// <summary>
/// Describes ASP.NET Core's own span of a request, which is bare: method, route, status. Not the path, the query or a header, which hold the client's text.
/// Probes and scrapes are not traced: they come every few seconds and say nothing.
/// </summary>
internal sealed class ServerSpans(RequestDelegate next)
{
    private static readonly FrozenSet<string> Untraced = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "/alive", "/ready", "/health", "/healthz", "/metrics", "/api/hello");

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { Recorded: true } span || !span.Source.HasListeners())
        {
            return next(context);
        }

        if (Untraced.Contains(context.Request.Path.Value ?? ""))
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return next(context);
        }

        return DescribeAsync(context, span);
    }

    private async Task DescribeAsync(HttpContext context, Activity span)
    {
        try
        {
            await next(context);
        }
        finally
        {
            string method = LogText.Method(context.Request.Method);
            string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            span.DisplayName = route is null ? method : $"{method} {route}";
            span.SetTag(AttributeNames.Method, method);
            span.SetTag(AttributeNames.HttpRoute, route);
            span.SetTag(AttributeNames.Status, context.Response.StatusCode);
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }
        }
    }
}
