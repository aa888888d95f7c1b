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

/// <summary>The usage of a single machine, made of the journal's records.</summary>
internal sealed class UsageLedger(IJournal journal) : IUsageLedger, IProjection
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

    /// <summary>It happens within the account's lock.</summary>
    public void Listen(Action<UsageRecord> heard) => ImmutableInterlocked.Update(ref _listeners, static (all, heard) => all.Add(heard), heard);

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

    public ValueTask<ImmutableArray<UsageRow>> QueryAsync(UsageQuery query)
    {
        lock (_lock)
        {
            return new(_book.Query(query));
        }
    }

    public ValueTask<ImmutableArray<SessionUse>> SessionsAsync()
    {
        lock (_lock)
        {
            return new(_sessions.Sessions().ToImmutableArray());
        }
    }

    public ValueTask<ImmutableArray<UsageRecord>> RecentAsync()
    {
        lock (_lock)
        {
            return new(_recent.Reverse().ToImmutableArray());
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
