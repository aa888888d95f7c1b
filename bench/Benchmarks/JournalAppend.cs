using BenchmarkDotNet.Attributes;
using Router.Api.Journal;
using Router.Core.Journal;

namespace Benchmarks;

/// <summary>What a record costs the one who appends it: as the request path does it (until the operating system has it), and as those do who wait for the disk.</summary>
public class JournalAppend
{
    private const int Records = 1000;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"router-bench-{Environment.ProcessId}");
    private readonly RecordType<JournalPayload> _type = new("bench.settled", 1, JournalPayloadJson.Default.JournalPayload);
    private readonly JournalPayload _payload = new("tenant-1", "team-1", "ann", "anthropic", "claude-sonnet-4-6", 12_345, 678, 9_000, 0.0123m);
    private LocalJournal _journal = null!;

    /// <summary>Opens a journal in a folder of its own.</summary>
    [GlobalSetup]
    public void Open()
    {
        Directory.CreateDirectory(_folder);
        _journal = LocalJournal.Open(new DiskJournalFiles(Path.Combine(_folder, "journal")), [], new JournalOptions { RawTypes = [_type] }, TimeProvider.System, new SilentNotices()).Journal!;
    }

    /// <summary>Closes and deletes it.</summary>
    [GlobalCleanup]
    public void Close()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Appending alone, with room awaited; the journal's thread writes and flushes. The result is the last position.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<long> Append()
    {
        long position = 0;
        for (int index = 0; index < Records; index++)
        {
            await _journal.RoomAsync(CancellationToken.None);
            position = _journal.Append(_type, "req_011CVabcdefghijklmnopqr", _payload).Position;
        }

        return position;
    }

    /// <summary>One after the other, each until the operating system has it: what is added to a request, once for the reservation and once for the settlement.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<int> AppendAndWrite()
    {
        int written = 0;
        for (int index = 0; index < Records; index++)
        {
            written += await _journal.Append(_type, "req_011CVabcdefghijklmnopqr", _payload).WrittenAsync() == Durability.Lost ? 0 : 1;
        }

        return written;
    }

    /// <summary>1,000 at once, all waiting for the disk.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<int> AppendAndFlush()
    {
        var waiting = new Task<Durability>[Records];
        for (int index = 0; index < waiting.Length; index++)
        {
            waiting[index] = _journal.Append(_type, "req_011CVabcdefghijklmnopqr", _payload).DurableAsync().AsTask();
        }

        return (await Task.WhenAll(waiting)).Count(durability => durability == Durability.Durable);
    }
}
