using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>The published composition's door, a real nginx, before two nodes at addresses of their own.</summary>
public sealed class PublishedDoorTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly int _port = FreePort.Next();
    private readonly NodeNames _names = new();
    private DoorFleet _fleet = null!;
    private NginxDoor _door = null!;
    private int _nodes;

    public async ValueTask InitializeAsync()
    {
        _fleet = await DoorFleet.StartAsync(ofKey: """, "budget": { "usd": 1000, "per": "month" }""");
        _door = await NginxDoor.StartAsync(_names, _port);
    }

    public async ValueTask DisposeAsync()
    {
        _door.Dispose();
        await _fleet.DisposeAsync();
        _names.Dispose();
    }

    [Fact]
    public async Task RollingRestart_BehindTheDoor_FailsNoRequest_AndEndsStreamsWhole()
    {
        (DoorProcess Node, IPAddress Address)[] old = [await AddAsync(), await AddAsync()];
        var more = new TaskCompletionSource();
        string whole = Samples.Stream();
        Func<Reply> slow = () => Reply.Sse().Send(Samples.Start()).Send(Samples.TextBlockStart(0)).Send(Samples.TextDelta(0, "so far")).Wait(more.Task).Send(whole[whole.IndexOf("event: content_block_stop", StringComparison.Ordinal)..]);
        _fleet.Provider.Otherwise = request => Encoding.UTF8.GetString(request.Body).Contains("\"stream\":true", StringComparison.Ordinal) ? slow() : Reply.Json(200, Samples.Message());
        using var client = new HttpClient { BaseAddress = new Uri(_door.Address), Timeout = TimeSpan.FromSeconds(60) };
        // Some of them at each node.
        Task<string>[] streams = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => BeginAsync(client)))];
        using var end = new CancellationTokenSource();
        Task<(int Answered, List<string> Failed)>[] loads = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => LoadAsync(end.Token)))];
        foreach ((DoorProcess node, IPAddress address) in old)
        {
            await AddAsync();
            node.Signal("TERM");
            await Until.Async(() => node.StatusAsync("/alive"), status => status is null); // its door is closed, streams there are still open
            more.TrySetResult();
            await node.EndAsync(60);
            _names.Remove(address);
            Assert.Equal(0, node.ExitCode);
        }

        Assert.All(await Task.WhenAll(streams), rest => Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", rest, StringComparison.Ordinal));
        await end.CancelAsync();
        (int Answered, List<string> Failed)[] all = await Task.WhenAll(loads);
        output.WriteLine($"rolling restart behind nginx: {all.Sum(load => load.Answered)} messages answered");
        Assert.True(all.All(load => load.Failed.Count == 0), $"{string.Join(", ", all.SelectMany(load => load.Failed))}\n{_fleet.Said}");
        Assert.True(all.All(load => load.Answered > 0));
    }

    [Fact]
    public async Task NodesBehindTheDoor_SeeTheClientsAddress()
    {
        (DoorProcess node, _) = await AddAsync();
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = FromAnotherAddressAsync }) { BaseAddress = new Uri(_door.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/v1/users") { Content = new StringContent("""{"id":"bob"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("x-api-key", DoorProcess.AdminKey);
        request.Headers.Add("X-Forwarded-For", "203.0.113.9"); // what a client says of himself counts for nothing
        using HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        JsonNode act = (await node.AdminAsync(HttpMethod.Get, "audit"))["data"]![0]!;
        Assert.Equal("127.0.0.99", (string?)act["actor"]!["address"]);
    }

    private static async ValueTask<Stream> FromAnotherAddressAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.99"), 0));
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, bool stream = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = new StringContent($$"""{"model":"claude-test","max_tokens":1024,"messages":[{"role":"user","content":"Hi"}],"stream":{{(stream ? "true" : "false")}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-api-key", DoorProcess.Key);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Begins a stream, and returns its rest, once its first line is there: before the answer is whole.</summary>
    private static async Task<Task<string>> BeginAsync(HttpClient client)
    {
        HttpResponseMessage answer = await PostAsync(client, stream: true);
        var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.StartsWith("event: message_start", await lines.ReadLineAsync(), StringComparison.Ordinal);
        return RestAsync(answer, lines);
    }

    private static async Task<string> RestAsync(HttpResponseMessage answer, StreamReader lines)
    {
        using (answer)
        using (lines)
        {
            return await lines.ReadToEndAsync();
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await PostAsync(client);
        await answer.Content.ReadAsStringAsync();
        return answer.StatusCode;
    }

    private async Task<(int Answered, List<string> Failed)> LoadAsync(CancellationToken end)
    {
        using var client = new HttpClient { BaseAddress = new Uri(_door.Address), Timeout = TimeSpan.FromSeconds(60) };
        int answered = 0;
        List<string> failed = [];
        while (!end.IsCancellationRequested)
        {
            HttpStatusCode status = await StatusAsync(client);
            answered += status == HttpStatusCode.OK ? 1 : 0;
            if (status != HttpStatusCode.OK)
            {
                failed.Add($"{status}");
            }
        }

        return (answered, failed);
    }

    /// <summary>A node at the next address; its name is known from its start on, as in containers, ready or not.</summary>
    private async Task<(DoorProcess Node, IPAddress Address)> AddAsync()
    {
        var address = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.0.{10 + Interlocked.Increment(ref _nodes)}"));
        _names.Add(address);
        return (await _fleet.AddAsync(("ROUTER_LISTEN", string.Create(CultureInfo.InvariantCulture, $"http://{address}:{_port}")), ("ROUTER_PROXIES", "127.0.0.1"),
            // Owners move while others build on this machine: what takes a second by itself may take more than the usual three.
            ("Fleet__Patience", "00:00:15")), address);
    }
}
