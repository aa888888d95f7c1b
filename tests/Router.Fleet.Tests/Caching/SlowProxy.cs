using System.Net;
using System.Net.Sockets;

namespace Router.Fleet.Tests.Caching;

/// <summary>Stands before a Redis and can hold back each piece that comes from clients.</summary>
internal sealed class SlowProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;
    private long _delay;

    public SlowProxy(int port)
    {
        _listener.Start();
        _accepting = AcceptAsync(port);
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>How long a command waits.</summary>
    public TimeSpan Delay
    {
        set => Interlocked.Exchange(ref _delay, value.Ticks);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync(int port)
    {
        List<Task> open = [];
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token), port));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client, int port)
    {
        using (client)
        {
            using var server = new TcpClient();
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, port, _ending.Token);
                await Task.WhenAny(CopyAsync(client.GetStream(), server.GetStream(), isSlow: true), CopyAsync(server.GetStream(), client.GetStream(), isSlow: false));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
            {
                // its end is the connection's
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool isSlow)
    {
        byte[] buffer = new byte[64 << 10];
        try
        {
            while (await from.ReadAsync(buffer, _ending.Token) is > 0 and var length)
            {
                if (isSlow && Interlocked.Read(ref _delay) is > 0 and var ticks)
                {
                    await Task.Delay(TimeSpan.FromTicks(ticks), _ending.Token);
                }

                await to.WriteAsync(buffer.AsMemory(0, length), _ending.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // its end is the connection's
        }
    }
}
