using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>A real nginx with the settings that the published composition gives its door; only the places are this machine's: who tells names, and the ports.</summary>
internal sealed class NginxDoor : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private NginxDoor(Process process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        Address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        _ = process.StandardError.ReadToEndAsync();
    }

    public string Address { get; }

    /// <summary>Starts it, and waits until it takes connections.</summary>
    /// <param name="names">Knows the nodes.</param>
    /// <param name="nodePort">Where all of them listen.</param>
    public static async Task<NginxDoor> StartAsync(NodeNames names, int nodePort)
    {
        string program = OutsideProgram.Require("nginx", "apt-get install nginx-light");
        string folder = System.IO.Directory.CreateTempSubdirectory("router-nginx-").FullName;
        int port = FreePort.Next();
        string settings = Published()
            .Replace("resolver 127.0.0.11 valid=2s;", string.Create(CultureInfo.InvariantCulture, $"resolver 127.0.0.1:{names.Port} valid=2s;"), StringComparison.Ordinal)
            .Replace("listen 8787;", string.Create(CultureInfo.InvariantCulture, $"listen {port};"), StringComparison.Ordinal)
            .Replace("router-api:8080", string.Create(CultureInfo.InvariantCulture, $"router-api:{nodePort}"), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.11", settings, StringComparison.Ordinal);
        string file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, settings);
        string own = $"daemon off; pid {folder}/pid; error_log stderr warn;";
        var door = new NginxDoor(Process.Start(new ProcessStartInfo(program, ["-p", folder, "-c", file, "-g", own]) { RedirectStandardError = true, UseShellExecute = false })!, folder, port);
        await Until.Async(
            async () =>
            {
                Assert.False(door._process.HasExited, "nginx has ended");
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await socket.ConnectAsync(IPAddress.Loopback, port);
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            },
            static open => open);
        return door;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The door's settings out of the published file, as Compose hands them on: <c>$$</c> is a <c>$</c>.</summary>
    private static string Published()
    {
        const string Before = "  door:\n    content: ";
        string compose = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Published", "docker-compose.yaml"));
        string text = compose[(compose.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..].Split('\n')[0];
        return JsonSerializer.Deserialize<string>(text)!.Replace("$$", "$", StringComparison.Ordinal);
    }
}
