using System.Diagnostics;
using System.Globalization;
using Router.Api.Hosting;

namespace Router.Api.Service;

/// <summary>Starts the gateway as a process of its own that outlives the shell, and ends it.</summary>
internal static class BackgroundProcess
{
    /// <summary>Streams get 30 s to end, and the process a little more.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(45);

    /// <summary>Starts a command.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="output">The file that takes what it writes.</param>
    /// <exception cref="StartException">It can't be started.</exception>
    public static Process Start(IReadOnlyList<string> words, string folder, string output)
    {
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(words[0], words.Skip(1)) { WorkingDirectory = folder, UseShellExecute = true, WindowStyle = ProcessWindowStyle.Hidden }
            // The shell detaches it: no terminal, no signal of one, its words in a file that only the owner may read.
            : new ProcessStartInfo("/bin/sh", ["-c", "umask 077; out=$1; shift; nohup \"$@\" >\"$out\" 2>&1 </dev/null & echo $!", "sh", output, .. words])
            {
                WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true,
            };
        try
        {
            Process shell = Process.Start(start) ?? throw new StartException($"{words[0]} can't be started.");
            if (OperatingSystem.IsWindows())
            {
                return shell;
            }

            using (shell)
            {
                string id = shell.StandardOutput.ReadLine() ?? "";
                shell.WaitForExit();
                return Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            }
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or ArgumentException or FormatException)
        {
            throw new StartException($"{words[0]} can't be started, or ended at once: {exception.Message}");
        }
    }

    /// <summary>Asks a process to end and waits for it; Windows knows no asking.</summary>
    /// <exception cref="StartException">It goes on.</exception>
    public static async Task StopAsync(Process process, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellation);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StopPatience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StartException($"Process {process.Id} was asked to stop and still runs after {StopPatience.TotalSeconds} s; streams may be open. Look at it, or end it by hand.");
        }
    }
}
