using System.Diagnostics;
using Router.Fleet.Tests.Redis;

namespace Router.Fleet.Tests.Caching;

/// <summary>A real Redis as a cache: within a size, on no disk.</summary>
internal sealed class CacheRedis : IDisposable
{
    private readonly string _program = OutsideProgram.Require("redis-server", "apt-get install redis-server, or any other Redis");
    private readonly int _port = FreePort.Next();
    private Process? _process;

    public int Port => _port;

    public string Address => $"127.0.0.1:{_port}";

    /// <summary>Starts, again too: empty.</summary>
    public async Task StartAsync(string policy = "allkeys-lru", string memory = "64mb")
    {
        string[] arguments = ["--port", $"{_port}", "--bind", "127.0.0.1", "--appendonly", "no", "--save", "", "--maxmemory", memory, "--maxmemory-policy", policy];
        _process = await RedisServer.RunAsync(new ProcessStartInfo(_program, arguments));
    }

    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();
}
