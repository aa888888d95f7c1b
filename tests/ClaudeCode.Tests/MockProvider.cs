using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ClaudeCode.Tests;

/// <summary>aimock, a mock of providers' APIs that this project did not write, as a process of its own.</summary>
internal sealed class MockProvider : IAsyncDisposable
{
    private const string Install = "npm install -g @copilotkit/aimock@1.43.0";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private MockProvider(Process process, DirectoryInfo folder, string baseUrl) => (_process, _folder, BaseUrl) = (process, folder, baseUrl);

    public string BaseUrl { get; }

    /// <summary>Starts with the given fixtures, as aimock writes them.</summary>
    public static async Task<MockProvider> StartAsync(string fixtures)
    {
        string program = OutsideProgram.Require("llmock", Install);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("aimock-");
        string file = Path.Combine(folder.FullName, "fixtures.json");
        await File.WriteAllTextAsync(file, fixtures);
        int port = FreePort.Next();
        var process = Process.Start(new ProcessStartInfo(program)
        {
            ArgumentList = { "-p", $"{port}", "-f", file, "--log-level", "silent" },
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var provider = new MockProvider(process, folder, $"http://127.0.0.1:{port}");
        await provider.ListeningAsync(port);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ListeningAsync(int port)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(50, patience.Token); // another program's start has no other barrier
            }
        }
    }
}
