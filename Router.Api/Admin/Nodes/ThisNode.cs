using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Core.AdminContract;

namespace Router.Api.Admin.Nodes;

/// <summary>This node, as admins are told of it.</summary>
internal sealed class ThisNode(SnapshotHolder holder, ConfigWatcher watcher, TimeProvider clock)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();

    /// <summary>How it is now.</summary>
    /// <param name="name">Its name.</param>
    public NodeInfo Tell(string name) => new(name, RouterVersion.Text, _started, holder.Current.Hash) { Seen = clock.GetUtcNow(), Problems = watcher.Problems };
}
