using System.Globalization;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.State;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Migration;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Migration;

/// <summary>Lets a gateway admin bring a single machine's state to a fleet.</summary>
internal sealed class MigrationActs(StateFolder state, AuditTrail audit, IMigrationTarget? fleet = null)
{
    public async ValueTask<AdminResult<MigrationReport>> TakeAsync(AdminCaller caller, MigrationPart part)
    {
        if (caller.Principal.Forbid(Operation.ManageTenants) is { } forbidden)
        {
            return forbidden;
        }

        if (fleet is null)
        {
            return new AdminProblem(AdminProblemKind.Conflict, "This gateway is alone; a state folder moves to a fleet only. Name a node of the fleet, or its balancer, with --to.");
        }

        if (!state.HasSameMasterKey(part.Check))
        {
            return new AdminProblem(
                AdminProblemKind.Conflict,
                "The fleet has another master key, under which neither keys nor vaults of that folder would open. Set ROUTER_MASTER_KEY on all nodes to the master key of that machine (master.key in its state folder), and start them again.");
        }

        AdminResult<MigrationReport> result = await fleet.TakeAsync(part);
        return result.Value is { Taken: > 0 } report
            && await audit.KeepAsync(caller, "migration.taken", tenant: null, part.Source, new FieldChange("taken", From: null, report.Taken.ToString(CultureInfo.InvariantCulture))) is { } unkept
            ? unkept
            : result;
    }
}
