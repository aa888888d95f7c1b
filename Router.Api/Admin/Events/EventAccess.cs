using Router.Api.Admin.Calls;
using Router.Api.Admin.Usage;
using Router.Core.AdminContract.Events;
using Router.Core.Spend;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Events;

/// <summary>Who may see an event: whoever may see what it is about.</summary>
internal static class EventAccess
{
    public static bool May(Principal caller, AdminEvent happened) => happened switch
    {
        RequestEnded request => RequestReader.May(caller, request.Record),
        GateChanged => caller.Reach(Operation.SeeProviders) == Scope.Everything,
        BudgetWarned warned => caller.May(Operation.SeeUsage, SubjectOf(warned)),
        AdminActed acted => caller.May(Operation.SeeAudit, new Subject(acted.Act.Tenant)),
        _ => false,
    };

    private static Subject SubjectOf(BudgetWarned warned) => warned.Standing.Node.Level switch
    {
        SpendLevel.Tenant => new Subject(warned.Tenant),
        SpendLevel.Team => new Subject(warned.Tenant, warned.Path.Team),
        _ => new Subject(warned.Tenant, warned.Path.Team, warned.Path.User),
    };
}
