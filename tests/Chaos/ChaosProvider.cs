using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Chaos;

/// <summary>A provider on a raw HTTP/1.1 socket, for deeds that no web server would do. It can die and come back at the same address.</summary>
public sealed class ChaosProvider : IAsyncDisposable
{
    private readonly Dialect _dialect;
    private readonly Ledger _ledger;
    private readonly Func<int, int, Deed> _deeds;
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private Socket _listener;
    private Task _accepting;
    private int _underWay;
    private int _asked;

    /// <summary>Starts it.</summary>
    /// <param name="dialect">What it speaks.</param>
    /// <param name="ledger">Where it says what it was asked.</param>
    /// <param name="deeds">What it does with a request's attempt.</param>
    /// <param name="certificate">For TLS; null for plain text.</param>
    public ChaosProvider(Dialect dialect, Ledger ledger, Func<int, int, Deed> deeds, X509Certificate2? certificate = null)
    {
        (_dialect, _ledger, _deeds, _certificate) = (dialect, ledger, deeds, certificate);
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync(_listener);
    }

    public int Port { get; }

    public string BaseUrl => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>Requests that were read and are not dealt with yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Requests so far.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Refuses connections from now on, and resets those that are open.</summary>
    public async Task DieAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach ((Socket socket, _) in _connections)
        {
            socket.LingerState = new LingerOption(enable: true, 0);
            socket.Dispose();
        }

        await Task.WhenAll(_connections.Values);
    }

    /// <summary>Listens again where it did.</summary>
    public void ComeBack()
    {
        _listener = Listen(Port);
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync() => await DieAsync();

    private static Socket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(512);
        return listener;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                Socket socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                Task serving = ServeAsync(socket);
                _connections[socket] = serving;
                _ = serving.ContinueWith(_ => _connections.TryRemove(socket, out Task? _), TaskScheduler.Default);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return; // it died
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (socket)
        {
            try
            {
                await using Stream connection = await SecureAsync(new NetworkStream(socket));
                while (await AnswerAsync(connection, socket, gone.Task))
                {
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The gateway has left, does not trust the certificate, or the provider died: each is meant to happen.
            }
            finally
            {
                gone.SetResult();
            }
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream connection)
    {
        if (_certificate is null)
        {
            return connection;
        }

        var secured = new SslStream(connection);
        await secured.AuthenticateAsServerAsync(_certificate);
        return secured;
    }

    private async Task<bool> AnswerAsync(Stream connection, Socket socket, Task gone)
    {
        // The body is read slowly or not before it says whose it is: any connection may meet a slow reader.
        if (await RawRequest.ReadAsync(connection, () => _deeds(Asked, 0).Kind == DeedKind.SlowReader) is not { } request || HasLeft(socket))
        {
            return false;
        }

        Interlocked.Increment(ref _underWay);
        try
        {
            Interlocked.Increment(ref _asked);
            if (_ledger.HasEnded(request.Id))
            {
                Task left = LeaveAsync(connection);
                _ledger.ArriveLate(request.Id, left);
                await left;
                return false;
            }

            int attempt = _ledger.Arrive(request.Id, gone);
            Deed deed = _deeds(request.Id, attempt);
            _ledger.Note(deed.Kind);
            return await new DeedPlayer(connection, socket, _dialect) { Text = Wording.Text(request.Id, attempt), Stream = request.Stream }.PlayAsync(deed);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>Returns when the gateway has closed a connection.</summary>
    private static async Task LeaveAsync(Stream connection)
    {
        byte[] rest = new byte[1];
        try
        {
            while (await connection.ReadAsync(rest) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is a way to leave.
        }
    }

    /// <summary>On a busy machine a request is read at times when the gateway has given it up long ago: nobody was asked then.</summary>
    private static bool HasLeft(Socket socket) => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
}
