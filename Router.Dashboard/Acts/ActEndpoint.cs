using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Router.Core.AdminContract;
using Router.Dashboard.Pages;
using Router.Dashboard.SignIn;
using Router.Dashboard.Visits;

namespace Router.Dashboard.Acts;

/// <summary>Takes forms: whose session they are of is seen before anything is done, whether the role allows it the admin API sees.</summary>
internal sealed class ActEndpoint(IEnumerable<IFormActs> parts, DashboardDoor door, PageAnswers answers)
{
    private readonly FrozenDictionary<string, Func<FormCall, Task<FormOutcome>>> _acts = parts.SelectMany(part => part.Acts).ToFrozenDictionary(StringComparer.Ordinal);

    public async Task RunAsync(HttpContext context)
    {
        string name = (string)context.Request.RouteValues["act"]!;
        string address = $"do/{name}";
        if (await door.ReadFormAsync(context) is not { } form)
        {
            return;
        }

        string back = BackAddress.Of(form["back"]);
        if (door.Answer(context, address, back) is not { } visit)
        {
            PageAnswers.Lead(context, "../sign-in");
            return;
        }

        if (!_acts.TryGetValue(name, out Func<FormCall, Task<FormOutcome>>? act))
        {
            await answers.WriteAsync(context, visit, new PageView("Not here", typeof(NotFoundPage)) { Status = StatusCodes.Status404NotFound });
            return;
        }

        FormOutcome outcome = await act(new FormCall(context, visit.Caller, form, back));
        await AnswerAsync(context, visit, outcome, outcome.Problem is { } problem ? new FormEcho(name, form, problem) : null);
    }

    private Task AnswerAsync(HttpContext context, Visit visit, FormOutcome outcome, FormEcho? echo)
    {
        if (outcome.Next is { } next)
        {
            PageAnswers.Lead(context, $"../{next}{(next.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{DoneWords.Parameter}={outcome.Done}");
            return Task.CompletedTask;
        }

        DashboardPage page = PageTable.Find(visit.Path)!; // the address was looked at
        PageView view = visit.May(page.Operation) ? new PageView(page.Title, page.Body) : new PageView("Not here", typeof(NotFoundPage));
        return answers.WriteAsync(context, visit, outcome.View ?? view with { Why = outcome.Problem, Echo = echo, Status = StatusOf(outcome.Problem!.Kind) });
    }

    private static int StatusOf(AdminProblemKind kind) => kind switch
    {
        AdminProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        AdminProblemKind.Missing => StatusCodes.Status404NotFound,
        AdminProblemKind.Conflict or AdminProblemKind.Stale => StatusCodes.Status409Conflict,
        AdminProblemKind.Gone => StatusCodes.Status410Gone,
        AdminProblemKind.Busy or AdminProblemKind.NotKept or AdminProblemKind.Unrecorded => StatusCodes.Status503ServiceUnavailable,
        AdminProblemKind.Failed => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
