using Microsoft.AspNetCore.Http;
using Router.Dashboard.SignIn;
using Router.Dashboard.Visits;

namespace Router.Dashboard.Pages;

/// <summary>Shows pages to whoever is signed in; others are led to the sign-in, and back afterwards.</summary>
internal sealed class PageEndpoints(DashboardDoor door, PageAnswers answers)
{
    public Task ShowAsync(HttpContext context)
    {
        string path = DashboardDoor.PathOf(context);
        string asked = context.Request.Path.Value ?? "";
        if (path.Length == 0 ? !asked.EndsWith('/') : asked.EndsWith('/'))
        {
            // Addresses are relative: the root ends with a slash, no page does.
            PageAnswers.Lead(context, (path.Length == 0 ? $"./{Uri.EscapeDataString(asked.TrimStart('/'))}/" : $"../{Uri.EscapeDataString(path.Split('/')[^1])}") + context.Request.QueryString);
            return Task.CompletedTask;
        }

        if (door.Visit(context, path) is not { } visit)
        {
            Visit outside = door.Outside(context, path);
            if (context.Request.Headers["Sec-Fetch-Site"] is ["cross-site"])
            {
                // A link of another site: the browser held the cookie back. It sends it when the page itself loads itself anew.
                context.Response.Headers["Refresh"] = "0";
                return answers.WriteAsync(context, outside, new PageView("One moment", typeof(MomentPage)) { IsAlone = true });
            }

            PageAnswers.Lead(context, outside.Link("sign-in", ("back", BackAddress.Of(outside.Here))));
            return Task.CompletedTask;
        }

        return PageTable.Find(path) is { } page && visit.May(page.Operation)
            ? answers.WriteAsync(context, visit, new PageView(page.Title, page.Body) { Done = DoneWords.Of(context.Request.Query[DoneWords.Parameter]) })
            : answers.WriteAsync(context, visit, new PageView("Not here", typeof(NotFoundPage)) { Status = StatusCodes.Status404NotFound });
    }
}
