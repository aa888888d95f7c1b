using Microsoft.AspNetCore.Http;
using Router.Dashboard.Hosting;
using Router.Dashboard.SignIn;

namespace Router.Dashboard.Pages;

/// <inheritdoc cref="IFailurePages"/>
internal sealed class FailurePages(DashboardDoor door, PageAnswers answers) : IFailurePages
{
    public bool IsFor(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Request.Path.StartsWithSegments(DashboardEndpoints.Root, StringComparison.OrdinalIgnoreCase, out PathString rest);
        string path = rest.HasValue ? rest.Value!.TrimStart('/') : "";
        return answers.WriteAsync(context, door.Outside(context, path), new PageView("An error", typeof(FailurePage))
        {
            IsAlone = true, Status = status,
            Parameters = new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(FailurePage.Text)] = text, [nameof(FailurePage.Request)] = context.TraceIdentifier },
        });
    }
}
