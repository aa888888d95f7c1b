using System.Diagnostics;
using System.Globalization;
using System.Text;
using Router.Api.State;

namespace Router.Api.Service;

/// <summary>
/// <c>router.pid</c> in the state folder: the process that <c>router start</c> made, and when it began, so that another process that got its number later is not
/// taken for it.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class PidFile(string path)
{
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(2);

    /// <summary>Keeps a process.</summary>
    public void Write(Process process) =>
        PrivateFile.Replace(path, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{process.Id}\n{process.StartTime.ToUniversalTime():O}\n")));

    /// <summary>The process, when it still runs; a file of one that has ended is deleted.</summary>
    public Process? Find()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        string[] lines = File.ReadAllLines(path);
        if (lines.Length >= 2 && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && DateTime.TryParse(lines[1], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime started) && Running(id, started) is { } process)
        {
            return process;
        }

        Delete();
        return null;
    }

    /// <summary>Forgets the process.</summary>
    public void Delete() => File.Delete(path);

    private static Process? Running(int id, DateTime started)
    {
        try
        {
            var process = Process.GetProcessById(id);
            return !process.HasExited && (process.StartTime.ToUniversalTime() - started).Duration() < Precision ? process : null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null; // there is no such process, or it ended just now
        }
    }
}
