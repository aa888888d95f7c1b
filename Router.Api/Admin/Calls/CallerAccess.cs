using Router.Core.AdminContract;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Calls;

/// <summary>What somebody may do: <see cref="AccessTable"/> for a principal. Who sent no key that is known may do nothing.</summary>
internal static class CallerAccess
{
    public static Scope Reach(this Principal caller, Operation operation) => ReferenceEquals(caller, Principal.Anonymous)
        ? Scope.None
        : AccessTable.Reach(caller.Role, string.Equals(caller.Tenant, Tenant.DefaultId, StringComparison.OrdinalIgnoreCase), operation);

    public static bool May(this Principal caller, Operation operation, Subject subject) => AccessTable.Needed(Actor.Of(caller), subject) <= caller.Reach(operation);

    /// <summary>Why somebody may not do something at all; null when he may, however far.</summary>
    public static AdminProblem? Forbid(this Principal caller, Operation operation) => caller.Reach(operation) == Scope.None ? Forbidden(OperationWords.Of(operation)) : null;

    /// <summary>Why somebody may not do something; null when he may.</summary>
    /// <param name="caller">Who wants to.</param>
    /// <param name="operation">What.</param>
    /// <param name="subject">To whom.</param>
    /// <param name="what">The same in words, for example <c>manage this user</c>.</param>
    public static AdminProblem? Forbid(this Principal caller, Operation operation, Subject subject, string what) => caller.May(operation, subject) ? null : Forbidden(what);

    /// <param name="what">What somebody may not do, for example <c>manage this user</c>.</param>
    /// <param name="fix">What he can do instead.</param>
    public static AdminProblem Forbidden(string what, string fix = "Use the admin key, or one of a user whose role allows it.") =>
        new(AdminProblemKind.Forbidden, $"This key may not {what}. {fix}");
}
