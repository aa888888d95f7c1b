using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Router.Api.State;
using Router.Core.Configuration;
using Router.Core.Reasoning;

namespace Router.Api.Reasoning;

/// <summary>
/// The file behind the memory, <c>state/reasoning</c> (0600): a line of JSON a call, appended. A start and a file that has outgrown its memory
/// write it anew from what is remembered, so a line that a crash cut off is gone then. A disk that refuses costs memory after a restart, never a message.
/// </summary>
internal sealed partial class ReasoningFile
{
    private const int QueueLength = 1024;

    /// <summary>The file may be longer than the memory by this, in bytes, before it is written anew.</summary>
    private const long Slack = 1 << 20;

    private readonly Channel<ReasoningRecord> _records = Channel.CreateBounded<ReasoningRecord>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly string _path;
    private readonly long _longest;
    private readonly Func<IReadOnlyList<ReasoningRecord>> _snapshot;
    private readonly ILogger _logger;
    private Task _writing = Task.CompletedTask;
    private bool _isRefused;
    private int _missed;

    private ReasoningFile(string path, long longest, Func<IReadOnlyList<ReasoningRecord>> snapshot, ILogger logger) =>
        (_path, _longest, _snapshot, _logger) = (path, longest, snapshot, logger);

    /// <summary>The file; null where there is none. Switched off, an old one goes.</summary>
    public static ReasoningFile? Open(StateFolder state, ReasoningConfig config, Func<IReadOnlyList<ReasoningRecord>> snapshot, ILogger logger)
    {
        string path = Path.Combine(state.Path, "reasoning");
        if (!state.IsWritable)
        {
            if (config.Store)
            {
                LogMemoryOnly(logger);
            }

            return null;
        }

        var file = new ReasoningFile(path, (2 * Math.Min(config.MaxBytes, long.MaxValue / 4)) + Slack, snapshot, logger);
        if (config.Store)
        {
            return file;
        }

        file.Try(() => File.Delete(path));
        return null;
    }

    /// <summary>The records of the file, the oldest first; lines that can't be read are left out.</summary>
    public IReadOnlyList<ReasoningRecord> Read()
    {
        List<ReasoningRecord> records = [];
        int unreadable = 0;
        Try(() =>
        {
            foreach (string line in File.Exists(_path) ? File.ReadLines(_path) : [])
            {
                if (Parse(line) is { } record)
                {
                    records.Add(record);
                }
                else
                {
                    unreadable++;
                }
            }
        });
        if (unreadable > 0)
        {
            LogUnreadable(_logger, _path, unreadable);
        }

        return records;
    }

    /// <summary>Writes the file anew and begins to append.</summary>
    public void Start() => _writing = Task.Run(WriteAsync);

    /// <summary>Appends a record soon; when the disk can't follow, the file is written anew later.</summary>
    public void Add(ReasoningRecord record)
    {
        if (!_records.Writer.TryWrite(record))
        {
            Interlocked.Exchange(ref _missed, 1);
        }
    }

    /// <summary>Writes what waits.</summary>
    public async Task CloseAsync()
    {
        _records.Writer.TryComplete();
        await _writing;
    }

    private static ReasoningRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ReasoningJson.Default.ReasoningRecord) is { Key: { Tenant: not null, User: not null, ToolUseId: not null }, Reasoning: not null } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(IBufferWriter<byte> output, ReasoningRecord record)
    {
        output.Write(JsonSerializer.SerializeToUtf8Bytes(record, ReasoningJson.Default.ReasoningRecord));
        output.Write("\n"u8);
    }

    private async Task WriteAsync()
    {
        Try(WriteAnew);
        while (await _records.Reader.WaitToReadAsync())
        {
            Try(WriteWaiting);
        }
    }

    private void WriteWaiting()
    {
        var lines = new ArrayBufferWriter<byte>();
        while (_records.Reader.TryRead(out ReasoningRecord? record))
        {
            Write(lines, record);
        }

        // After a refusal some lines are missing, and the last may be half a line.
        bool isWhole = Interlocked.Exchange(ref _missed, 0) == 0 && !_isRefused && File.Exists(_path);
        if (!isWhole || new FileInfo(_path).Length + lines.WrittenCount > _longest)
        {
            WriteAnew();
            return;
        }

        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write);
        file.Write(lines.WrittenSpan);
    }

    private void WriteAnew()
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (ReasoningRecord record in _snapshot())
        {
            Write(lines, record);
        }

        PrivateFile.Replace(_path, lines.WrittenSpan);
        _isRefused = false;
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_isRefused)
            {
                LogRefused(_logger, _path, exception.Message);
            }

            _isRefused = true;
        }
    }
}
