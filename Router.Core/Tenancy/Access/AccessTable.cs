using System.Collections.Frozen;

namespace Router.Core.Tenancy.Access;

/// <summary>Who may do what to whom. Data: a row an operation, a column a role.</summary>
public static class AccessTable
{
    private const Scope No = Scope.None;
    private const Scope User = Scope.OwnUser;
    private const Scope Team = Scope.OwnTeam;
    private const Scope Tenant = Scope.OwnTenant;
    private const Scope All = Scope.Everything;

    private static readonly FrozenDictionary<Operation, Row> Rows = new Dictionary<Operation, Row>
    {
        //                                    viewer  member  manager admin   admin of the default tenant
        [Operation.SeeDirectory] =        new(Tenant, Team,   Tenant, Tenant, All),
        [Operation.ManageTenants] =       new(No,     No,     No,     No,     All),
        [Operation.ManageTeams] =         new(No,     No,     No,     Tenant, All),
        [Operation.ManageUsers] =         new(No,     No,     Team,   Tenant, All),
        [Operation.SeeKeys] =             new(User,   User,   Team,   Tenant, All),
        [Operation.ManageKeys] =          new(No,     User,   Team,   Tenant, All),
        [Operation.ManageBudgets] =       new(No,     No,     No,     Tenant, All),
        [Operation.SeeVault] =            new(User,   User,   User,   Tenant, All),
        [Operation.ManageVault] =         new(No,     User,   User,   Tenant, All),
        [Operation.SeeUsage] =            new(Tenant, User,   Team,   Tenant, All),
        [Operation.SeeRequests] =         new(User,   User,   Team,   Tenant, All),
        [Operation.SeeAudit] =            new(No,     No,     No,     Tenant, All),
        [Operation.SeeProviders] =        new(Tenant, Tenant, Tenant, Tenant, All),
        [Operation.OperateProviders] =    new(No,     No,     No,     No,     All),
        [Operation.SetProviders] =        new(No,     No,     No,     No,     All),
        [Operation.SeeCache] =            new(No,     No,     No,     Tenant, All),
        [Operation.ClearCache] =          new(No,     No,     No,     Tenant, All),
        [Operation.ManageConfiguration] = new(No,     No,     No,     No,     All),
    }.ToFrozenDictionary();

    /// <summary>How far somebody's reach goes for an operation.</summary>
    /// <param name="role">His role.</param>
    /// <param name="isDefaultTenant">Whether his tenant is the default one, whose admins administer the gateway.</param>
    /// <param name="operation">What is to be done.</param>
    public static Scope Reach(Role role, bool isDefaultTenant, Operation operation) => Rows.TryGetValue(operation, out Row? row)
        ? role switch
        {
            Role.Viewer => row.Viewer,
            Role.Member => row.Member,
            Role.Manager => row.Manager,
            Role.Admin => isDefaultTenant ? row.DefaultAdmin : row.Admin,
            _ => Scope.None,
        }
        : Scope.None;

    /// <summary>Whether somebody may do something.</summary>
    public static bool Allows(Actor actor, Operation operation, Subject subject) =>
        Needed(actor, subject) <= Reach(actor.Role, Same(actor.Tenant, Directory.Tenant.DefaultId), operation);

    /// <summary>Whether somebody who may manage a user may give him a role, or manage him while he has it: nobody makes or unmakes his betters.</summary>
    public static bool MayGrant(Role own, Role other) => own >= Role.Manager && other <= own;

    /// <summary>The smallest reach that holds the subject.</summary>
    public static Scope Needed(Actor actor, Subject subject)
    {
        if (subject.Tenant is null || !Same(subject.Tenant, actor.Tenant))
        {
            return Scope.Everything;
        }

        if (subject.User is not null && Same(subject.User, actor.User))
        {
            return Scope.OwnUser;
        }

        return subject.Team is not null && actor.Team is not null && Same(subject.Team, actor.Team) ? Scope.OwnTeam : Scope.OwnTenant;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed record Row(Scope Viewer, Scope Member, Scope Manager, Scope Admin, Scope DefaultAdmin);
}
