using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;

namespace Router.Api.Configuration;

/// <summary>Where nodes keep the configuration that they share. A gateway that is alone has none: its file is its configuration.</summary>
internal interface IConfigStore
{
    /// <summary>The number of the version that this node knows; 0 while none was pushed.</summary>
    long Version { get; }

    /// <summary>Keeps the next version and tells it to all nodes. It was checked here.</summary>
    Task<AdminResult<ConfigPushed>> PutAsync(PushConfig order);

    /// <summary>The nodes.</summary>
    Task<AdminResult<AdminPage<NodeInfo>>> NodesAsync();
}
