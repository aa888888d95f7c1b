using System.Diagnostics;
using Router.Fleet.Tests.Redis;
using Router.Tests;

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
        int port = RedisServer.FreePort();
        ProcessStartInfo start = file.CommandOf(service);
        start.ArgumentList[^1] = $"exec {start.ArgumentList[^1]} --bind 127.0.0.1 --port {port} --dir {folder}";
        var redis = new ComposedRedis(Process.Start(start)!, port);
        while (await redis._process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ready to accept connections", StringComparison.Ordinal))
        {
            // until it says so
        }

        Assert.False(redis._process.HasExited, $"{service} ended at its start");
        _ = redis._process.StandardOutput.ReadToEndAsync();
        return redis;
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
