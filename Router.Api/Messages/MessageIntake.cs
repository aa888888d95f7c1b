using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Api.Telemetry;
using Router.Api.Upstream;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic;

namespace Router.Api.Messages;

/// <summary>What every endpoint that takes a Messages body does before its own work: refuses what can't go on, reads the body and its head, finds the route.</summary>
internal static class MessageIntake
{
    public delegate bool HeadReader(ReadOnlySpan<byte> body, out MessageRequest? request, out RequestProblem? problem);

    /// <summary>Takes a request in, or answers it with what is wrong.</summary>
    /// <param name="context">The request.</param>
    /// <param name="principal">Who sends it.</param>
    /// <param name="snapshot">The configuration that it came in under.</param>
    /// <param name="telemetry">Where the routing is told.</param>
    /// <param name="readHead">Reads the head of the body.</param>
    /// <param name="go">Goes on with the body, its head and the route; the body is valid until the task ends.</param>
    public static async Task TakeAsync(
        HttpContext context, Principal principal, RouterSnapshot snapshot, RouterTelemetry telemetry, HeadReader readHead, Func<ReadOnlyMemory<byte>, MessageRequest, Route, Task> go)
    {
        if (Refuse(context, principal) is { } refusal)
        {
            await ErrorWriter.WriteAsync(context, refusal);
            return;
        }

        (PooledBody? body, RouterError? error) = await BodyReader.ReadAsync(context.Request, context.RequestAborted);
        using (body)
        {
            if (body is null)
            {
                await ErrorWriter.WriteAsync(context, error!);
            }
            else if (!readHead(body.Bytes.Span, out MessageRequest? request, out RequestProblem? problem))
            {
                await ErrorWriter.WriteAsync(context, BadRequest(problem!));
            }
            else if (FindRoute(snapshot, principal, request!.Model, telemetry, out error) is not { } route)
            {
                await ErrorWriter.WriteAsync(context, error!);
            }
            else
            {
                await go(body.Bytes, request, route);
            }
        }
    }

    /// <summary>The client's body is at fault; the log tells the field, which is a name of the API or a position, never the client's text.</summary>
    private static RouterError BadRequest(RequestProblem problem) =>
        new(400, ErrorType.InvalidRequest, problem.Message) { Reason = problem.Field.Length == 0 ? "invalid request" : $"invalid request, {LogText.Path(problem.Field)}" };

    private static RouterError? Refuse(HttpContext context, Principal principal)
    {
        if (context.Request.Headers.ContainsKey(HopMarker.Header))
        {
            return RouterError.Of(508, "This request comes from a Router gateway already, so a provider's base URL leads in a circle. The gateway's operator: check \"baseUrl\" under \"providers\".") with { ShouldRetry = false };
        }

        if (!RouterHeaders.IsCacheWish(context.Request.Headers[RouterHeaders.CacheHeader]))
        {
            return RouterError.Of(400, $"{RouterHeaders.CacheHeader}: send \"off\", \"refresh\" or no such header.");
        }

        return principal.Kind == PrincipalKind.Admin
            ? RouterError.Of(403, "This is the admin key, which does not open the models. Use a client key (ANTHROPIC_API_KEY).")
            : null;
    }

    private static Route? FindRoute(RouterSnapshot snapshot, Principal principal, string model, RouterTelemetry telemetry, out RouterError? error)
    {
        error = null;
        using RouteRecord record = telemetry.StartRoute();
        Route? route = snapshot.Routes.Resolve(model);
        record.Found(route);
        if (route is null)
        {
            // Claude Code replaces the words of any 404 by its own; a 503 that must not be retried is shown as it is (measured).
            error = snapshot.Config.Providers.IsEmpty
                ? RouterError.Of(503, "The gateway's router.json names no provider. Its operator: add \"providers\", or delete the file and start again, which takes the providers whose key variables are set.") with { ShouldRetry = false }
                : RouterError.Of(404, $"model: {model} (not configured here; GET /v1/models lists the names, and the operator can add \"models\" or \"tiers\" in router.json)") with { Reason = $"unknown model {RouterHeaders.Clean(model)}, asked for by {principal.User}" };
        }
        else if (route.Targets.Any(static target => target.Model is "." or ".."))
        {
            // In a provider's path template it would name another path.
            error = RouterError.Of(404, $"model: {model} is not the name of a model.");
            route = null;
        }
        else if (!principal.MayUse(model))
        {
            error = RouterError.Of(403, $"model: {model} is not allowed for this key; it may use {string.Join(", ", principal.Models)}.") with { Reason = $"model {RouterHeaders.Clean(model)} is not allowed for {principal.User}" };
            route = null;
        }

        else if (!route.Targets.Any(target => principal.MayUseProvider(target.Provider.Name)))
        {
            error = RouterError.Of(403, $"model: {model} is answered here by providers that this key may not use; it may use {string.Join(", ", principal.Providers)}.") with { Reason = $"no provider of {RouterHeaders.Clean(model)} is allowed for {principal.User}" };
            route = null;
        }

        return route;
    }
}
