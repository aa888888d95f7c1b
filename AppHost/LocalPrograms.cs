using System.ComponentModel;
using System.Diagnostics;

namespace AppHost;

/// <summary>What this machine can run.</summary>
internal static class LocalPrograms
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether a container engine is there and answers.</summary>
    public static bool HasContainerEngine() => Answers("docker") || Answers("podman");

    /// <summary>The first of the programs that is on PATH; null when none is.</summary>
    public static string? Find(params string[] names) => names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private static bool Answers(string engine)
    {
        try
        {
            using Process? asked = Process.Start(new ProcessStartInfo(engine, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            asked?.OutputDataReceived += static (_, _) => { };
            asked?.BeginOutputReadLine();
            asked?.BeginErrorReadLine();
            if (asked?.WaitForExit(Patience) == false)
            {
                asked.Kill();
                return false;
            }

            return asked?.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
