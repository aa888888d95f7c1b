using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Auth;
using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Events;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Events;

/// <summary>
/// /admin/v1/events: what happens, as it happens. A comment every 15 s of silence keeps the connection; in these intervals the key is looked at anew, since it may
/// have been revoked. The stream ends with the gateway.
/// </summary>
internal sealed class EventRoutes(IAdminApi api, SnapshotHolder holder, IHostApplicationLifetime lifetime, TimeProvider clock) : IAdminRoutes
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private static NamedShape Event { get; } = new("Event", Shape.AnyObject());

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get("events", Operation.SeeRequests, "Streams what happens: request, gate, budget, audit; dropped says how many a slow reader lost.", ListenAsync, Event) with
        {
            Media = ["text/event-stream"],
            Failures = [503],
        },
    ];

    private async Task<RouterError?> ListenAsync(AdminCall call)
    {
        AdminResult<IEventFeed> result = api.Listen(call.Principal);
        if (result.Problem is { } problem)
        {
            return AdminErrors.Of(problem);
        }

        using IEventFeed feed = result.Value!;
        HttpResponse response = call.Context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["x-accel-buffering"] = "no";
        call.Context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await SendAsync(call, feed, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The listener or the gateway goes.
        }

        return null;
    }

    private async Task SendAsync(AdminCall call, IEventFeed feed, CancellationToken ending)
    {
        PipeWriter output = call.Context.Response.BodyWriter;
        output.Write(": listening\n\n"u8);
        await output.FlushAsync(ending);
        long looked = clock.GetTimestamp();
        while (true)
        {
            AdminEvent? happened = await feed.NextAsync(Beat, ending);
            if (clock.GetElapsedTime(looked) >= Beat)
            {
                looked = clock.GetTimestamp();
                if (Authenticator.Authenticate(call.Context, holder.Current, out _) is not { } caller || ReferenceEquals(caller, Principal.Anonymous))
                {
                    return;
                }

                feed.Renew(caller);
            }

            if (happened is null)
            {
                output.Write(": still here\n\n"u8);
            }
            else
            {
                EventJson.Write(output, happened);
            }

            await output.FlushAsync(ending);
        }
    }
}
