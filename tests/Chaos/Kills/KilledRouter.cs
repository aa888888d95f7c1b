using System.Diagnostics;

namespace Chaos.Kills;

/// <summary>The built gateway as a process that is killed without a word.</summary>
public sealed class KilledRouter : IDisposable
{
    private const string Announcement = "listens on ";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lines = [];

    private KilledRouter(Process process) => _process = process;

    /// <summary>What it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts it in a folder with a router.json.</summary>
    public static KilledRouter Start(string folder)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "router.dll"), "--urls", "http://127.0.0.1:0"];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ROUTER_LOG_LEVEL"] = "error";
        var router = new KilledRouter(new Process { StartInfo = start, EnableRaisingEvents = true });
        router._process.OutputDataReceived += (_, line) => router.Keep(line.Data);
        router._process.ErrorDataReceived += (_, line) => router.Keep(line.Data);
        router._process.Exited += (_, _) => router._address.TrySetException(new InvalidOperationException("It ended before it listened."));
        router._process.Start();
        router._process.BeginOutputReadLine();
        router._process.BeginErrorReadLine();
        return router;
    }

    /// <summary>Returns where it listens.</summary>
    public async Task<Uri> AddressAsync()
    {
        try
        {
            return await _address.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"The gateway did not start: {Output}", exception);
        }
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }

        if (line.IndexOf(Announcement, StringComparison.Ordinal) is var at and >= 0)
        {
            _address.TrySetResult(new Uri(line[(at + Announcement.Length)..].Split(' ')[0]));
        }
    }
}
