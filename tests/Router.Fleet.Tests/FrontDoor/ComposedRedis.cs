using System.Diagnostics;
using Router.Fleet.Tests.Redis;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>A Redis of the published composition, by its own command, at a port of this machine and in a folder of the test's.</summary>
internal sealed class ComposedRedis : IDisposable
{
    private readonly Process _process;

    private ComposedRedis(Process process, int port) => (_process, Address) = (process, $"127.0.0.1:{port}");

    public string Address { get; }

    public static async Task<ComposedRedis> StartAsync(ComposeFile file, string service, string folder)
    {
        OutsideProgram.Require("redis-server", "apt-get install redis-server");
        int port = FreePort.Next();
        ProcessStartInfo start = file.CommandOf(service);
        start.ArgumentList[^1] = $"exec {start.ArgumentList[^1]} --bind 127.0.0.1 --port {port} --dir '{folder}'";
        return new ComposedRedis(await RedisServer.RunAsync(start), port);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
