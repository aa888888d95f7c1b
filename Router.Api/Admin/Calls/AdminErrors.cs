using Router.Api.Errors;
using Router.Core.AdminContract;

namespace Router.Api.Admin.Calls;

/// <summary>Turns what <see cref="IAdminApi"/> refuses into answers.</summary>
internal static class AdminErrors
{
    public static RouterError Of(AdminProblem problem) => problem.Kind switch
    {
        AdminProblemKind.Forbidden => RouterError.Of(403, problem.Text) with { ShouldRetry = false, Reason = "the role does not allow it" },
        AdminProblemKind.Missing => RouterError.Of(404, problem.Text) with { Reason = "unknown entry" },
        AdminProblemKind.Busy => RouterError.Of(503, problem.Text) with { Reason = "too many at a time" },
        AdminProblemKind.Failed => RouterError.Of(500, problem.Text) with { Reason = "it could not be read" },
        _ => RouterError.Of(400, problem.Text),
    };
}
