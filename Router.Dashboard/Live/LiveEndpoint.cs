using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Events;
using Router.Dashboard.Pages;
using Router.Dashboard.SignIn;
using Router.Dashboard.Visits;

namespace Router.Dashboard.Live;

/// <summary>
/// Sends a page's live part anew when something happens that the viewer may see: not more often than the page's pace, and only when it looks different. The
/// session is looked at before each; when it is over, the stream says so and ends.
/// </summary>
internal sealed class LiveEndpoint(IAdminApi api, DashboardDoor door, PageRenderer renderer, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    public async Task StreamAsync(HttpContext context)
    {
        string path = context.Request.Query["of"].ToString();
        if (door.Visit(context, path) is not { } visit || PageTable.Find(path) is not { Live: { } part } page || !visit.May(page.Operation))
        {
            // An EventSource does not ask again behind this.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        AdminResult<IEventFeed> listening = api.Listen(visit.Caller);
        if (listening.Value is not { } feed)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using (feed)
        {
            HttpResponse response = context.Response;
            PageAnswers.Guard(response);
            response.ContentType = "text/event-stream";
            response.Headers["X-Accel-Buffering"] = "no";
            context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            try
            {
                await SendAsync(context, path, page, part, feed, ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // The viewer or the gateway goes.
            }
        }
    }

    private async Task SendAsync(HttpContext context, string path, DashboardPage page, Type part, IEventFeed feed, CancellationToken ending)
    {
        await WriteAsync(context, ": listening\n\n", ending);
        string last = "";
        while (true)
        {
            await feed.NextAsync(page.Pace.Most, ending);
            if (door.Visit(context, path) is not { } visit)
            {
                await WriteAsync(context, "event: over\ndata: \n\n", ending);
                return;
            }

            feed.Renew(visit.Caller);
            string html = await renderer.PartAsync(Seen(visit), part);
            bool isNews = !string.Equals(html, last, StringComparison.Ordinal);
            last = html;
            await WriteAsync(context, isNews ? Frame(html) : ": still here\n\n", ending);
            await Task.Delay(page.Pace.Least, clock, ending);
            await DrainAsync(feed, ending);
        }
    }

    /// <summary>Takes what has gathered meanwhile: one look is enough for all of it.</summary>
    private static async Task DrainAsync(IEventFeed feed, CancellationToken ending)
    {
        while (await feed.NextAsync(TimeSpan.Zero, ending) is not null)
        {
        }
    }

    /// <summary>The view as the page itself has it: the stream's own parameter is none of the page's.</summary>
    private static Visit Seen(Visit visit) => new()
    {
        Caller = visit.Caller, Path = visit.Path, Query = [.. visit.Query.Where(static pair => pair.Key != "of")], FormToken = visit.FormToken, Now = visit.Now, Theme = visit.Theme,
    };

    private static string Frame(string html) => $"event: fragment\ndata: {html.ReplaceLineEndings("\ndata: ")}\n\n";

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken ending)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), ending);
        await context.Response.Body.FlushAsync(ending);
    }
}
