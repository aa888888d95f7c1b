using Router.Core.AdminContract;
using Router.Dashboard.Pages;

namespace Router.Dashboard.Acts;

/// <summary>What comes of a form: the browser is led on, or shown something at once.</summary>
internal sealed record FormOutcome
{
    /// <summary>Where the browser is led; null when it is not.</summary>
    public string? Next { get; private init; }

    /// <summary>What was done, as a code of <see cref="DoneWords"/>.</summary>
    public string? Done { get; private init; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public AdminProblem? Problem { get; private init; }

    /// <summary>What is shown, once and nowhere else; null for nothing.</summary>
    public PageView? View { get; private init; }

    /// <summary>Done: the browser goes to a page, which says so.</summary>
    public static FormOutcome To(string page, string done) => new() { Next = page, Done = done };

    /// <summary>Refused: the form's page is shown again as things are now, with the reason and what was typed.</summary>
    public static FormOutcome Refused(AdminProblem problem) => new() { Problem = problem };

    /// <summary>The same for a field that holds what it must not.</summary>
    public static FormOutcome Refused(string field, string text) => Refused(AdminProblem.Of(AdminProblemKind.Invalid, new FieldProblem(field, text)));

    /// <summary>What was made is shown with this answer.</summary>
    public static FormOutcome Show(PageView view) => new() { View = view };

    /// <summary>Done or refused, as the admin API says.</summary>
    public static FormOutcome Of<T>(AdminResult<T> result, string page, string done)
        where T : class => result.Problem is { } problem ? Refused(problem) : To(page, done);
}
