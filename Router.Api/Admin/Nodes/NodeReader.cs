using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Nodes;

/// <summary>Tells which nodes there are.</summary>
internal sealed class NodeReader(ThisNode node, IConfigStore? fleet = null)
{
    public async ValueTask<AdminResult<AdminPage<NodeInfo>>> ListAsync(Principal caller) =>
        caller.Forbid(Operation.ManageConfiguration) is { } problem ? problem
        : fleet is not null ? await fleet.NodesAsync()
        : new AdminPage<NodeInfo>([node.Tell(Environment.MachineName)], HasMore: false, null);
}
