using System.Net;
using System.Net.Sockets;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Service;

/// <summary><c>router start|stop|restart</c> without a service, the executable as it is.</summary>
public sealed class StartStopTests : IDisposable
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "router.dll");
    private readonly TestFolder _folder = new();
    private readonly int _port = FreePort.Next();

    public StartStopTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");

    public void Dispose() => _folder.Dispose();

    private string Address => $"http://127.0.0.1:{_port}";

    private static async Task HangUpAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                (await listener.AcceptSocketAsync()).Dispose();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        // No service is installed in this home.
        using ProcessRun process = ProcessRun.Start(_folder.Path, new() { ["HOME"] = _folder.Path }, "dotnet", [Dll, .. arguments]);
        int code = await process.WaitAsync(TimeSpan.FromSeconds(120));
        return (code, process.Output);
    }

    /// <summary>What in the state folder anybody but its owner may read.</summary>
    private string[] OpenToOthers() =>
    [
        .. Directory.GetFileSystemEntries(_folder.File("state"), "*", SearchOption.AllDirectories).Prepend(_folder.File("state"))
            .Where(path => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != UnixFileMode.None),
    ];

    [Fact]
    public async Task Started_OutlivesItsShell_RunsOnce_RestartsAndStops()
    {
        using var client = new HttpClient();
        try
        {
            (int code, string told) = await RunAsync("start", "--urls", Address);
            Assert.True(code == 0, told);
            Assert.Contains($"answers at {Address}", told, StringComparison.Ordinal);
            Assert.Equal("""{"status":"ready"}""", await client.GetStringAsync($"{Address}/ready", TestContext.Current.CancellationToken));
            string first = (await File.ReadAllLinesAsync(_folder.File("state/router.pid"), TestContext.Current.CancellationToken))[0];

            Assert.Equal([], OpenToOthers());

            Assert.Contains("runs already", (await RunAsync("start", "--urls", Address)).Output, StringComparison.Ordinal);
            Assert.Equal(0, (await RunAsync("status", "--url", Address)).Code);

            (code, told) = await RunAsync("restart", "-p", $"{_port}");
            Assert.True(code == 0, told);
            Assert.NotEqual(first, (await File.ReadAllLinesAsync(_folder.File("state/router.pid"), TestContext.Current.CancellationToken))[0]);
        }
        finally
        {
            (int code, string told) = await RunAsync("stop");
            Assert.True(code == 0, told);
            Assert.Contains("Stopped process", told, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync($"{Address}/ready", TestContext.Current.CancellationToken));
        Assert.False(File.Exists(_folder.File("state/router.pid")));
        Assert.Contains("No gateway of this configuration runs", (await RunAsync("stop", "--urls", Address)).Output, StringComparison.Ordinal);
        Assert.Contains("Stopped", (await RunAsync("logs", "--lines", "1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatIsSpoiltLater_StopsNoCommandThatOnlyNeedsTheGateway()
    {
        using var client = new HttpClient();
        try
        {
            (int code, string told) = await RunAsync("start", "--urls", Address);
            Assert.True(code == 0, told);
            _folder.Write("router.json", "{");

            (code, told) = await RunAsync("restart", "--urls", Address);
            Assert.True(code == 2, told);
            Assert.Equal("""{"status":"ready"}""", await client.GetStringAsync($"{Address}/ready", TestContext.Current.CancellationToken));
            (code, told) = await RunAsync("logs", "--lines", "1");
            Assert.True(code == 0, told);
            Assert.Contains("router: warning: ", told, StringComparison.Ordinal);
        }
        finally
        {
            (int code, string told) = await RunAsync("stop");
            Assert.True(code == 0, told);
            Assert.Contains("Stopped process", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task GatewayInATerminal_IsNotStopped_AndWhereToDoThatIsTold()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        (int code, string told) = await RunAsync("stop", "--urls", gateway.Address);

        Assert.True(code == 1, told);
        Assert.Contains("was not started by \"router start\" with this configuration: a gateway in a terminal (end it there with Ctrl-C)", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakenPort_IsToldClearly()
    {
        using var taken = new TcpListener(IPAddress.Loopback, _port);
        taken.Start();
        _ = HangUpAsync(taken); // no gateway: whoever calls hears nothing

        (int code, string told) = await RunAsync("start", "--urls", Address);

        Assert.Equal(1, code);
        Assert.Contains("in use by another program", told, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("state/router.pid")));
    }
}
