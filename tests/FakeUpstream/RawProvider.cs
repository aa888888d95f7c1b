using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FakeUpstream;

/// <summary>A provider that writes exactly the given bytes (Latin-1) to every connection, for answers that no web server would give.</summary>
public sealed class RawProvider : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _answer;
    private Task _serving = Task.CompletedTask;

    private RawProvider(string answer) => _answer = Encoding.Latin1.GetBytes(answer);

    public string BaseUrl => $"http://{_listener.LocalEndpoint}";

    public static RawProvider Start(string answer)
    {
        var provider = new RawProvider(answer);
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
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                NetworkStream stream = client.GetStream();
                byte[] request = new byte[64 * 1024];
                _ = await stream.ReadAtLeastAsync(request, 1, throwOnEndOfStream: false, _stop.Token);
                await stream.WriteAsync(_answer, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
