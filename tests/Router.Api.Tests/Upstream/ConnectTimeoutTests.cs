using System.Net;
using System.Net.Sockets;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Upstream;

public sealed class ConnectTimeoutTests
{
    [Fact]
    public async Task ConnectionThatNeverOpens_GoesToTheNextTarget()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a listen queue that drops when it is full");
        // Nobody accepts, and the queue is full: further connections hang, as with a dead machine.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        List<Socket> waiting = [];
        for (int count = 0; count < 4; count++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            waiting.Add(socket);
            _ = socket.ConnectAsync(full.LocalEndPoint!);
        }

        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"timeouts\": { \"connect\": \"200ms\" }", $"http://{full.LocalEndPoint}", second.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal("b", response.Headers.GetValues("x-router-provider").Single());
        waiting.ForEach(socket => socket.Dispose());
    }
}
