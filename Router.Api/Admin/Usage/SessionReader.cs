using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Core.AdminContract;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;

namespace Router.Api.Admin.Usage;

/// <summary>Tells the sessions that the caller may see.</summary>
internal sealed class SessionReader(IUsageLedger usage, TenantFinder tenants)
{
    public async ValueTask<AdminResult<AdminPage<Session>>> ReadAsync(Principal caller, SessionQuery query)
    {
        if (caller.Forbid(Operation.SeeRequests) is { } problem)
        {
            return problem;
        }

        IEnumerable<SessionUse> sessions = await usage.SessionsAsync();
        sessions = query.After is { } after ? sessions.SkipWhile(session => IdOf(session) != after).Skip(1) : sessions;
        AdminPage<SessionUse> page = AdminPages.First(
            sessions.Where(session => (query.Tenant is null || query.Tenant == session.Tenant) && (query.User is null || query.User == session.User)
                && caller.May(Operation.SeeRequests, new Subject(session.Tenant, session.Team, session.User))),
            query.Limit, IdOf);
        AdminProblem? missing = page.Items.IsEmpty ? await tenants.MissingAsync(caller, Operation.SeeRequests, query.Tenant) : null;
        return missing is not null ? missing : new AdminPage<Session>([.. page.Items.Select(SessionTree.Of)], page.HasMore, page.LastId);
    }

    /// <summary>Two users may give their sessions the same name.</summary>
    private static string IdOf(SessionUse session) => $"{session.Tenant}/{session.User}/{session.Id}";
}
