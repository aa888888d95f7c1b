using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Router.Fleet.Tests.Redis;

/// <summary>A real Redis that keeps what it is given, for one test.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly string _program;
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("router-redis-").FullName;
    private readonly int _port = FreePort.Next();
    private Process? _process;

    public RedisServer() => _program = OutsideProgram.Require("redis-server", "apt-get install redis-server, or any other Redis");

    public string Address => $"127.0.0.1:{_port}";

    /// <summary>Runs a Redis, and returns once it takes connections.</summary>
    public static async Task<Process> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.UseShellExecute) = (true, false);
        Process process = Process.Start(start)!;
        try
        {
            await IsReadyAsync(process).WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch
        {
            process.Kill(entireProcessTree: true); // or it would outlive the test
            throw;
        }

        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }

    /// <summary>Starts, again too: with what it had kept.</summary>
    public async Task StartAsync()
    {
        string[] arguments = ["--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _folder, "--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction"];
        _process = await RunAsync(new ProcessStartInfo(_program, arguments));
    }

    /// <summary>Sets one of its settings while it runs.</summary>
    public async Task SetAsync(string setting, string value)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"CONFIG SET {setting} \"{value}\"\r\n"));
        byte[] answer = new byte[5];
        await stream.ReadExactlyAsync(answer);
        Assert.Equal("+OK\r\n", Encoding.UTF8.GetString(answer));
    }

    /// <summary>Everything that it has on its disk.</summary>
    public byte[] Kept() => [.. System.IO.Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).SelectMany(static file => ReadShared(file))];

    /// <summary>Stops as if pulled out: what a client was told is in the file by then, unless the machine fails.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    private static async Task IsReadyAsync(Process process)
    {
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync();
            Assert.True(line is not null, "Redis ended at its start");
        }
        while (!line.Contains("Ready to accept connections", StringComparison.Ordinal));
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var all = new MemoryStream();
        file.CopyTo(all);
        return all.ToArray();
    }

    public void Dispose()
    {
        Kill();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
