using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FakeUpstream;

/// <summary>
/// An HTTP/2 provider that answers each request whole, ends the answer, and never grants the stream a byte of flow control beyond its first 64 KiB, nor
/// resets it: what is left of the upload stays stalled for ever. No web server does that on purpose.
/// </summary>
public sealed class StallingHttp2Provider : IAsyncDisposable
{
    private const int PrefaceLength = 24;
    private const int HeadLength = 9;
    private const byte Data = 0, Headers = 1, Settings = 4, Ping = 6, WindowUpdate = 8;
    private const byte Ack = 1, EndStream = 1, EndHeaders = 4;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly byte[] _body;
    private Task _serving = Task.CompletedTask;

    private StallingHttp2Provider(X509Certificate2 certificate, string body)
    {
        _certificate = certificate;
        _body = Encoding.UTF8.GetBytes(body);
    }

    /// <summary>The base URL, by the name in the certificate.</summary>
    public string BaseUrl => $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <param name="certificate">For localhost.</param>
    /// <param name="stream">The event stream that every request gets; at most 16 KiB.</param>
    public static StallingHttp2Provider Start(X509Certificate2 certificate, string stream)
    {
        var provider = new StallingHttp2Provider(certificate, stream);
        provider._listener.Start();
        provider._serving = provider.ServeAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var connection = new SslStream(client.GetStream());
                await connection.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = _certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] }, _stop.Token);
                await AnswerAsync(connection);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The test is over, or the gateway has left.
            }
        }
    }

    private async Task AnswerAsync(SslStream connection)
    {
        await connection.ReadExactlyAsync(new byte[PrefaceLength], _stop.Token);
        await SendAsync(connection, Settings, 0, 0, []);
        await SendAsync(connection, WindowUpdate, 0, 0, [0x40, 0, 0, 0]); // the connection has room enough for later requests; each stream has its first 64 KiB
        byte[] head = new byte[HeadLength];
        while (true)
        {
            await connection.ReadExactlyAsync(head, _stop.Token);
            byte[] payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await connection.ReadExactlyAsync(payload, _stop.Token);
            int stream = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5));
            switch (head[3], head[4] & Ack)
            {
                case (Settings, 0):
                    await SendAsync(connection, Settings, Ack, 0, []);
                    break;
                case (Ping, 0):
                    await SendAsync(connection, Ping, Ack, 0, payload);
                    break;
                case (Headers, _):
                    // HPACK: ":status: 200" from the static table, then "content-type" from it with a literal value.
                    await SendAsync(connection, Headers, EndHeaders, stream, [0x88, 0x0f, 0x10, 17, .. "text/event-stream"u8]);
                    await SendAsync(connection, Data, EndStream, stream, _body);
                    break;
            }
        }
    }

    private async Task SendAsync(SslStream connection, byte type, byte flags, int stream, byte[] payload)
    {
        byte[] frame = [(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, 0, 0, 0, 0, .. payload];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        await connection.WriteAsync(frame, _stop.Token);
    }
}
