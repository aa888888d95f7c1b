using Router.Api.Errors;
using Router.Core.AdminContract;

namespace Router.Api.Admin.Calls;

/// <summary>Turns what <see cref="IAdminApi"/> refuses into answers.</summary>
internal static class AdminErrors
{
    public static RouterError Of(AdminProblem problem) => problem.Kind switch
    {
        AdminProblemKind.Forbidden => RouterError.Of(403, problem.Text) with { ShouldRetry = false, Reason = "the role does not allow it" },
        AdminProblemKind.NotSignedIn => RouterError.Of(401, problem.Text) with { ShouldRetry = false },
        AdminProblemKind.Missing => RouterError.Of(404, problem.Text) with { Reason = "unknown entry" },
        AdminProblemKind.Conflict => RouterError.Of(409, problem.Text) with { Reason = "it is not possible as things stand" },
        AdminProblemKind.Gone => RouterError.Of(410, problem.Text) with { Reason = "the entry was deleted" },
        AdminProblemKind.Stale => RouterError.Of(412, problem.Text) with { Reason = "somebody else changed the entry" },
        AdminProblemKind.Busy => RouterError.Of(503, problem.Text) with { Reason = "too many at a time" },
        AdminProblemKind.NotKept => RouterError.Of(503, problem.Text) with { Reason = "it could not be kept" },
        AdminProblemKind.Unrecorded => RouterError.Of(503, problem.Text) with { ShouldRetry = false, Reason = "done, but its audit record is not kept" },
        AdminProblemKind.Failed => RouterError.Of(500, problem.Text) with { Reason = "it failed here" },
        _ => RouterError.Of(400, problem.Text),
    };
}
