using System.Net;
using System.Net.Sockets;

namespace Router.Tests;

/// <summary>
/// Ports for processes that must be told theirs. Never twice the same, and none out of the range from which systems number outgoing connections
/// (32768 and up on Linux): a port from there, free when asked, may be a connection's end once its process starts.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    // Test processes that run side by side begin elsewhere.
    private static int s_next = Random.Shared.Next(Count);

    /// <summary>A port of the loopback interface that nobody listens on.</summary>
    public static int Next()
    {
        for (int tries = 0; tries < Count; tries++)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref s_next) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port from {First} to {First + Count - 1} is free.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
