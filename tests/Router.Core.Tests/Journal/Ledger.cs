using System.Buffers;
using System.Text.Json;
using Router.Core.Journal;

namespace Router.Core.Tests.Journal;

/// <summary>An entity with its host: every id in the order in which it came, and what they add up to.</summary>
internal sealed class Ledger(string name, params RecordType<LedgerEntry>[] types) : IProjection
{
    public static readonly RecordType<LedgerEntry> Paid = new("test.paid", 1, LedgerJson.Default.LedgerEntry);
    public static readonly RecordType<LedgerEntry> Noted = new("test.noted", 1, LedgerJson.Default.LedgerEntry);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public List<string> Ids { get; } = [];

    public long Sum { get; private set; }

    public int Applied { get; private set; }

    public string Name => name;

    public int Version { get; init; } = 1;

    public IReadOnlyCollection<RecordType> Types => types;

    /// <summary>A command: it changes the entity and appends its record under one lock.</summary>
    public JournalTicket Add(IJournal journal, RecordType<LedgerEntry> type, string id, LedgerEntry entry)
    {
        lock (_lock)
        {
            Take(id, entry);
            return journal.Append(type, id, entry);
        }
    }

    public void Take(string id, LedgerEntry entry)
    {
        if (_known.Add(id))
        {
            Ids.Add(id);
            Sum += entry.Amount;
        }
    }

    public void Restore(ProjectionSnapshot? snapshot)
    {
        LedgerState state = snapshot is null ? new LedgerState([], 0) : JsonSerializer.Deserialize(snapshot.State.Span, LedgerJson.Default.LedgerState)!;
        Ids.Clear();
        _known.Clear();
        Ids.AddRange(state.Ids);
        _known.UnionWith(state.Ids);
        (Sum, Applied) = (state.Sum, 0);
    }

    public void Apply(in JournalRecord record)
    {
        LedgerEntry entry = record.Read(Noted);
        Applied++;
        Take(record.Id, entry);
    }

    public long Save(IBufferWriter<byte> output, IJournal journal)
    {
        lock (_lock)
        {
            output.Write(JsonSerializer.SerializeToUtf8Bytes(new LedgerState([.. Ids], Sum), LedgerJson.Default.LedgerState));
            return journal.Position;
        }
    }
}
