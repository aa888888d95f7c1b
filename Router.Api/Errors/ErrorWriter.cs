using Router.Dashboard.Hosting;
using Router.Dashboard.Pages;
using Router.Protocol.Anthropic;

namespace Router.Api.Errors;

/// <summary>The one place where an error becomes bytes.</summary>
internal static class ErrorWriter
{
    public static Task WriteAsync(HttpContext context, RouterError error)
    {
        context.Features.Set(error); // for the log
        if (error.ShouldRetry is { } retry)
        {
            context.Response.Headers["x-should-retry"] = retry ? "true" : "false";
        }

        // People see a page, whoever turned the request away.
        return context.Request.Path.StartsWithSegments(DashboardEndpoints.Root, StringComparison.OrdinalIgnoreCase) && context.RequestServices.GetRequiredService<IFailurePages>() is var pages && pages.IsFor(context)
            ? pages.WriteAsync(context, error.Status, error.Message)
            : WriteAsync(context, error.Status, ErrorEnvelope.Create(error.Type, error.Message, context.TraceIdentifier));
    }

    /// <summary>Writes an envelope that exists already, for example a provider's own.</summary>
    public static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> envelope)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = envelope.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(envelope, context.RequestAborted);
        }
    }
}
