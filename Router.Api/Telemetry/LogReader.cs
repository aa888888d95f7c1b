using System.Globalization;

namespace Router.Api.Telemetry;

/// <summary>Reads the log files of a gateway, also while it writes them.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="least">The least level of a line; what follows a line without a level of its own (a stack trace) belongs to it.</param>
internal sealed class LogReader(string folder, LogLevel least)
{
    private string? _file;
    private long _position;
    private string _rest = "";
    private bool _isShown = true;

    /// <summary>The last lines of all files, and a start for <see cref="ReadNew"/> behind them.</summary>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<string> ReadLast(int count)
    {
        var lines = new Queue<string>();
        foreach (string line in Files().ToArray().SelectMany(file => Read(file, 0)).Where(IsShown))
        {
            lines.Enqueue(line);
            if (lines.Count > count)
            {
                lines.Dequeue();
            }
        }

        return [.. lines];
    }

    /// <summary>What was written since the last look; a new day's file follows the old one.</summary>
    public IReadOnlyList<string> ReadNew()
    {
        var lines = new List<string>();
        foreach (string file in Files().Where(file => string.CompareOrdinal(file, _file) >= 0).ToArray())
        {
            lines.AddRange(Read(file, file == _file ? _position : 0).Where(IsShown));
        }

        return lines;
    }

    /// <summary>The files, the oldest first.</summary>
    private IEnumerable<string> Files() =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "router-*.log").Order(StringComparer.Ordinal) : [];

    /// <summary>The whole lines from a position on; half of one waits for its end.</summary>
    private List<string> Read(string path, long from)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        string text = (from == 0 ? "" : _rest) + reader.ReadToEnd();
        (_file, _position) = (path, stream.Position);
        string[] lines = text.Split('\n');
        _rest = lines[^1];
        return [.. lines[..^1].Select(line => line.TrimEnd('\r'))];
    }

    /// <summary><c>2026-11-21T16:20:00.000Z warn  UpstreamWalk[301] …</c></summary>
    private bool IsShown(string line)
    {
        string[] words = line.Split(' ', 3);
        if (words.Length == 3 && DateTimeOffset.TryParse(words[0], CultureInfo.InvariantCulture, out _) && LogLevelText.Read(words[1]) is { } level)
        {
            _isShown = level >= least;
        }

        return _isShown;
    }
}
