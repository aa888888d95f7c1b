using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Core.AdminContract;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Nodes;

/// <summary>/admin/v1/nodes</summary>
internal sealed class NodeRoutes(IAdminApi api) : IAdminRoutes
{
    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get(
            "nodes", Operation.ManageConfiguration, "Lists the nodes of the fleet and the configuration that each has; a gateway that is alone is one.",
            async call => await call.AnswerAsync(await api.NodesAsync(call.Principal), NodeJson.Write), NodeJson.Node.Page()) with { Failures = [503] },
    ];
}
