using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Router.Api.State;

namespace Router.Api.Telemetry;

/// <summary>
/// Log files by day (UTC) in <c>state/logs</c>: <c>router-2026-11-21.log</c>. Lines are queued and written by one loop, so that a slow disk slows no
/// request; when the queue is full, lines are counted and the number is written instead. A line that the disk refuses is counted too, and the next
/// one is tried again. Files older than the retention go at every change of day.
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
    private readonly TextWriter _console;
    private readonly Task _writing;
    private StreamWriter? _file;
    private DateOnly _day;
    private bool _isRefused;
    private long _dropped;

    /// <param name="folder">Where the files go; it is made.</param>
    /// <param name="clock">For the day and the lines' times.</param>
    /// <param name="retention">How long files are kept, as configured now.</param>
    /// <param name="console">Hears once when the disk starts to refuse lines.</param>
    public DailyFileLoggerProvider(string folder, TimeProvider clock, Func<TimeSpan> retention, TextWriter console)
    {
        _console = console;
        _folder = folder;
        _clock = clock;
        _retention = retention;
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
        while (await _lines.Reader.WaitToReadAsync())
        {
            try
            {
                await WriteWaitingAsync();
                _isRefused = false;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Interlocked.Increment(ref _dropped);
                await TellOnceAsync(exception);
                await CloseAsync();
            }
        }

        await CloseAsync();
    }

    private async Task WriteWaitingAsync()
    {
        while (_lines.Reader.TryRead(out string? line))
        {
            StreamWriter file = await TodaysFileAsync();
            await file.WriteLineAsync(line);
        }

        if (_file is null)
        {
            return;
        }

        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            await _file.WriteLineAsync($"({dropped} lines were dropped: the disk was slower than the log, or refused them)");
        }

        await _file.FlushAsync();
    }

    private async ValueTask<StreamWriter> TodaysFileAsync()
    {
        DateOnly today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        if (_file is null || today != _day)
        {
            await CloseAsync();
            (_file, _day) = (Open(today), today);
            RemoveOld(today);
        }

        return _file;
    }

    private async Task TellOnceAsync(Exception exception)
    {
        if (!_isRefused)
        {
            _isRefused = true;
            await _console.WriteLineAsync($"router: the log files in {_folder} can't be written ({exception.Message}); lines are lost until they can, the console still shows warnings.");
        }
    }

    private async ValueTask CloseAsync()
    {
        StreamWriter? file = _file;
        _file = null;
        try
        {
            await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await TellOnceAsync(exception); // closing writes what is still in the buffer
        }
    }

    private StreamWriter Open(DateOnly day)
    {
        PrivateFolder.Create(_folder);
        return new StreamWriter(PrivateFile.Append(Path.Combine(_folder, LogFiles.NameOf(day))), new UTF8Encoding(false));
    }

    private void RemoveOld(DateOnly today)
    {
        foreach (string path in LogFiles.OlderThan(_folder, today, _retention()))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _console.WriteLine($"router: the old log file {path} can't be deleted ({exception.Message}).");
            }
        }
    }
}
