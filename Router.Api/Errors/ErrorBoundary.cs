using Microsoft.AspNetCore.Connections;
using Router.Api.Telemetry;
using Router.Core.AdminContract;

namespace Router.Api.Errors;

/// <summary>
/// Gives every request its id, and makes sure that every answer without success carries Anthropic's envelope: unknown paths, wrong methods,
/// malformed requests, and bugs.
/// </summary>
internal sealed partial class ErrorBoundary(RequestDelegate next, RefusalLog refusals, RouterTelemetry telemetry, ILogger<ErrorBoundary> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = RequestIds.New();
        context.Response.Headers["request-id"] = context.TraceIdentifier;
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentLength is null)
            {
                await ErrorWriter.WriteAsync(context, Bare(context));
            }

            LogRefusal(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (ConnectionResetException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The same, seen by a read of the request's body.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await ErrorWriter.WriteAsync(context, RouterError.Of(exception.StatusCode, exception.Message));
            LogRefusal(context);
        }
        catch (OutOfReachException exception) when (!context.Response.HasStarted)
        {
            LogOutOfReach(context.TraceIdentifier, context.Request.Method, context.Request.Path, exception.Message);
            await ErrorWriter.WriteAsync(context, RouterError.Of(503, "What this needs is out of reach at the moment: the node of the fleet that keeps it, or the fleet's Redis. Nothing is lost; try again in a moment."));
            LogRefusal(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogBug(exception, context.TraceIdentifier, context.Request.Method, context.Request.Path);
            context.Response.Clear();
            context.Response.Headers["request-id"] = context.TraceIdentifier;
            var error = RouterError.Of(500, $"The gateway failed on this request. Its log has the details under {context.TraceIdentifier}.");
            telemetry.Refused(error);
            await ErrorWriter.WriteAsync(context, error);
        }
    }

    private void LogRefusal(HttpContext context)
    {
        // A message that was routed has its own line; its answer says how many attempts it took.
        if (context.Features.Get<RouterError>() is { } error && !context.Response.Headers.ContainsKey("x-router-attempts"))
        {
            refusals.Write(context, error);
            telemetry.Refused(error);
        }
    }

    private static RouterError Bare(HttpContext context) => context.Response.StatusCode switch
    {
        404 when context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase) => RouterError.Of(
            404, $"There is no {context.Request.Method} {context.Request.Path} here. GET /admin/v1/openapi.json tells what there is.") with { Reason = "no such path" },
        404 => RouterError.Of(404, $"There is no {context.Request.Method} {context.Request.Path} here. The gateway answers POST /v1/messages, GET /v1/models and GET /health.") with { Reason = "no such path" },
        405 => RouterError.Of(405, $"{context.Request.Path} does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}."),
        int status => RouterError.Of(status, $"The request was refused with HTTP {status}."),
    };

    [LoggerMessage(204, LogLevel.Warning, "{RequestId} {Method} {Path}: out of reach. {Reason}")]
    private partial void LogOutOfReach(string requestId, string method, string path, string reason);

    [LoggerMessage(200, LogLevel.Error, "{RequestId} {Method} {Path} failed by a bug in the gateway")]
    private partial void LogBug(Exception exception, string requestId, string method, string path);
}
