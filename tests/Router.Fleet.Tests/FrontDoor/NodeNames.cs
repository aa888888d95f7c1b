using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>A name server as a container engine has one: one name, and the addresses of the nodes that run at the moment.</summary>
internal sealed class NodeNames : IDisposable
{
    private const byte OfAddress = 1;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly ConcurrentDictionary<IPAddress, byte> _nodes = new();

    public NodeNames() => _ = AnswerAsync();

    public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    public void Add(IPAddress node) => _nodes[node] = 0;

    public void Remove(IPAddress node) => _nodes.TryRemove(node, out _);

    public void Dispose() => _socket.Dispose();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult asked = await _socket.ReceiveAsync();
                await _socket.SendAsync(Answer(asked.Buffer), asked.RemoteEndPoint);
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // the test has ended
        }
    }

    /// <summary>RFC 1035: a head of 12 bytes, the question as it came, an answer for each node.</summary>
    private byte[] Answer(byte[] query)
    {
        int end = 12;
        while (query[end] != 0)
        {
            end += query[end] + 1;
        }

        end += 5; // the name's end, type and class
        IPAddress[] nodes = query[end - 3] == OfAddress ? [.. _nodes.Keys] : [];
        return
        [
            query[0], query[1], 0x81, 0x80, 0, 1, 0, (byte)nodes.Length, 0, 0, 0, 0, .. query[12..end],
            .. nodes.SelectMany(node => (byte[])[0xC0, 12, 0, OfAddress, 0, 1, 0, 0, 0, 1, 0, 4, .. node.GetAddressBytes()]),
        ];
    }
}
