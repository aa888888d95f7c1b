using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Router.Api.Spend;
using Router.Core.Journal;
using Router.Core.Spend;
using Router.Core.Spend.State;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;
using Router.Core.Usage.State;

namespace Router.Api.Usage;

/// <summary>The usage of this gateway: its sums, and the last records as they came; both made of the journal's records.</summary>
internal sealed class UsageLedger(IJournal journal) : IProjection
{
    /// <summary>Records that are kept as they came.</summary>
    public const int MostRecent = 1000;

    private const string Source = "local";

    private static readonly RecordType<UsageRecord> Record = new("usage.record", 1, UsageJson.Default.UsageRecord);

    private readonly Lock _lock = new();
    private readonly Queue<UsageRecord> _recent = new(MostRecent);
    private ImmutableArray<Action<UsageRecord>> _listeners = [];
    private UsageBook _book = new(Source);
    private SessionBook _sessions = new();

    public string Name => "usage";

    public int Version => 1;

    public IReadOnlyCollection<RecordType> Types => [Record, SpendJournal.Effect];

    /// <summary>Calls somebody with every record that comes, for as long as the gateway runs. It happens within the account's lock: he must not wait for anything.</summary>
    public void Listen(Action<UsageRecord> heard) => ImmutableInterlocked.Update(ref _listeners, static (all, heard) => all.Add(heard), heard);

    /// <summary>Takes a record that stands for itself; when it completes, the operating system has it.</summary>
    public async ValueTask AddAsync(UsageRecord record)
    {
        // Where it is lost, the journal says so to the operator; the sums of this process know it all the same.
        await Take(record, () => record.Outcome == SettlementKind.NotSent ? default : journal.Append(Record, record.Id.ToString(), record)).WrittenAsync();
    }

    /// <summary>Takes a record and has it appended, so that a snapshot has it exactly when its position covers it. A request that no provider was asked for is shown and not counted.</summary>
    /// <param name="record">The record.</param>
    /// <param name="append">Appends the journal's record that it is, or is part of.</param>
    public JournalTicket Take(UsageRecord record, Func<JournalTicket> append)
    {
        JournalTicket ticket;
        lock (_lock)
        {
            Show(record);
            if (record.Outcome != SettlementKind.NotSent)
            {
                _book.Add(record);
                _sessions.Add(record);
            }

            ticket = append();
        }

        foreach (Action<UsageRecord> heard in _listeners)
        {
            heard(record);
        }

        return ticket;
    }

    /// <summary>Sums.</summary>
    public ImmutableArray<UsageRow> Query(UsageQuery query)
    {
        lock (_lock)
        {
            return _book.Query(query);
        }
    }

    /// <summary>The sessions, the one that was used last first.</summary>
    public ImmutableArray<SessionUse> Sessions()
    {
        lock (_lock)
        {
            return [.. _sessions.Sessions()];
        }
    }

    /// <summary>The last records, newest first.</summary>
    public ImmutableArray<UsageRecord> Recent()
    {
        lock (_lock)
        {
            return [.. _recent.Reverse()];
        }
    }

    public void Restore(ProjectionSnapshot? snapshot)
    {
        UsageState state = snapshot is null ? new UsageState([], []) : JsonSerializer.Deserialize(snapshot.State.Span, UsageJson.Default.UsageState)!;
        lock (_lock)
        {
            _book = UsageBook.Restore(Source, limits: null, state.Rollups);
            _sessions = SessionBook.Restore(state.Sessions);
            _recent.Clear();
            foreach (UsageRecord record in state.Recent)
            {
                Show(record);
            }
        }
    }

    public void Apply(in JournalRecord record)
    {
        if (Read(record) is not { } read || read.Outcome == SettlementKind.NotSent)
        {
            return;
        }

        lock (_lock)
        {
            if (_book.Add(read))
            {
                _sessions.Add(read);
                Show(read);
            }
        }
    }

    public long Save(IBufferWriter<byte> output, IJournal journal)
    {
        UsageState state;
        long position;
        lock (_lock)
        {
            (state, position) = (new UsageState(_book.Save(), [.. _recent]) { Sessions = _sessions.Save() }, journal.Position);
        }

        using var json = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(json, state, UsageJson.Default.UsageState);
        return position;
    }

    private static UsageRecord? Read(in JournalRecord record)
    {
        if (record.Is(Record))
        {
            return record.Read(Record);
        }

        TenantEffect effect = record.Read(SpendJournal.Effect);
        return SpendJournal.RecordOf(effect.Tenant, effect.Effect);
    }

    private void Show(UsageRecord record)
    {
        if (_recent.Count == MostRecent)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(record);
    }
}
