using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Chaos;

/// <summary>An address whose connections lead nowhere: each is accepted and never read, or reset at once, in turn.</summary>
public sealed class DeadEnd : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Socket> _halfOpen = new();
    private readonly Task _accepting;
    private int _accepted;

    public DeadEnd()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string BaseUrl => $"http://127.0.0.1:{Port}";

    /// <summary>How many connections came.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Reads what the half-open connections were sent, to their end: it comes at once when the gateway has let go of them.</summary>
    public async Task DrainAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        while (_halfOpen.TryDequeue(out Socket? socket))
        {
            using (socket)
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
                try
                {
                    while (await socket.ReceiveAsync(buffer, patience.Token) > 0)
                    {
                    }
                }
                catch (SocketException)
                {
                    // A reset is an end, too.
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        while (_halfOpen.TryDequeue(out Socket? socket))
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync();
                if (Interlocked.Increment(ref _accepted) % 2 == 0)
                {
                    socket.LingerState = new LingerOption(enable: true, 0);
                    socket.Dispose();
                }
                else
                {
                    _halfOpen.Enqueue(socket);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return; // it was stopped
            }
        }
    }
}
