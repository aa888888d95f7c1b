using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Router.Api.Telemetry;

/// <summary>
/// Log files by day (UTC) in <c>state/logs</c>: <c>router-2026-11-21.log</c>. Lines are queued and written by one loop, so that a slow disk slows no
/// request; when the queue is full, lines are counted and the number is written instead. Files older than the retention go at every change of day.
/// </summary>
[ProviderAlias("File")]
internal sealed class DailyFileLoggerProvider : ILoggerProvider
{
    private const int QueueLength = 8192;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly ConcurrentDictionary<string, FileLogger> _loggers = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Func<TimeSpan> _retention;
    private readonly Task _writing;
    private long _dropped;

    public DailyFileLoggerProvider(string folder, TimeProvider clock, Func<TimeSpan> retention)
    {
        _folder = folder;
        _clock = clock;
        _retention = retention;
        Directory.CreateDirectory(folder);
        _writing = Task.Run(WriteAsync);
    }

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new FileLogger(name, this));

    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _writing.GetAwaiter().GetResult();
    }

    internal void Write(LogLevel level, string category, EventId id, string message, Exception? exception)
    {
        string time = _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string line = $"{time} {LevelText.Of(level)} {category}[{id.Id}] {LogText.OneLine(message)}{(exception is null ? "" : $"{Environment.NewLine}{exception}")}";
        if (!_lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private async Task WriteAsync()
    {
        DateOnly day = default;
        StreamWriter? file = null;
        try
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                DateOnly today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
                if (file is null || today != day)
                {
                    await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
                    (file, day) = (Open(today), today);
                    RemoveOld(today);
                }

                while (_lines.Reader.TryRead(out string? line))
                {
                    await file.WriteLineAsync(line);
                }

                if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
                {
                    await file.WriteLineAsync($"({dropped} lines were dropped: the disk is slower than the log)");
                }

                await file.FlushAsync();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"router: the log files in {_folder} can't be written any more ({exception.Message}); the console still shows warnings.");
        }
        finally
        {
            await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private StreamWriter Open(DateOnly day) =>
        new(new FileStream(Path.Combine(_folder, LogFiles.NameOf(day)), FileMode.Append, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(false));

    private void RemoveOld(DateOnly today)
    {
        foreach (string path in LogFiles.OlderThan(_folder, today, _retention()))
        {
            File.Delete(path);
        }
    }
}
