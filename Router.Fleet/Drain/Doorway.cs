using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Router.Fleet.Drain;

/// <summary>
/// The sockets that the door listens on. Kestrel closes them and, at once, every connection that it has read no request from: one that a balancer has just made would be cut. Closed here
/// before, nobody new comes while those who came are still answered.
/// </summary>
internal sealed class Doorway(IOptions<SocketTransportOptions> options, ILoggerFactory logs) : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets = new(options, logs);
    private readonly ConcurrentBag<IConnectionListener> _open = [];

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        IConnectionListener listener = await _sockets.BindAsync(endpoint, cancellationToken);
        _open.Add(listener);
        return listener;
    }

    /// <summary>Takes no more connections. Kestrel, which does the same when it stops, finds it done.</summary>
    public async Task CloseAsync()
    {
        foreach (IConnectionListener listener in _open)
        {
            await listener.UnbindAsync();
        }
    }
}
