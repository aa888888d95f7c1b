using Router.Core.Journal;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal;

public sealed class LocalJournalTests
{
    private const int Day = 24 * 3600;

    [Fact]
    public async Task WrittenAsync_WritesOnTheCallersThread()
    {
        var journal = new OpenJournal();
        ValueTask<Durability> first = journal.Pay("a").WrittenAsync();
        Assert.True(first.IsCompleted);
        Assert.Equal(Durability.Written, await first);
        Assert.Equal(["a"], journal.Next().Ledger.Ids);
    }

    [Fact]
    public async Task DurableAsync_WaitsForTheFlush()
    {
        var journal = new OpenJournal();
        JournalTicket ticket = journal.Pay("a");
        Task<Durability> durable = ticket.DurableAsync().AsTask();
        await ticket.WrittenAsync();
        Assert.False(durable.IsCompleted);
        journal.Flush();
        Assert.Equal(Durability.Durable, await durable);
        Assert.Equal(Durability.Durable, await ticket.WrittenAsync());
        Assert.Equal(1, journal.Journal.Status.DurablePosition);
    }

    [Fact]
    public void RecordsOfADay_ShareSegmentsUpToTheirSize()
    {
        var journal = new OpenJournal(options: new JournalOptions { SegmentBytes = 400 });
        for (int index = 0; index < 4; index++)
        {
            journal.Pay($"a{index}", note: new string('x', 100));
            journal.Flush();
        }

        Assert.Equal(["2026-11-21.00000000000000000001.records", "2026-11-21.00000000000000000003.records"], journal.Segments);
        journal.Clock.Advance(Day);
        journal.PayAndFlush("b");
        Assert.Equal("2026-11-22.00000000000000000005.records", journal.Segments[2]);
        Assert.Equal(["a0", "a1", "a2", "a3", "b"], journal.Next().Ledger.Ids);
        Assert.Equal(["b"], journal.Journal.Read(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 22)).Select(record => record.Id));
        Assert.Equal(["a0", "a1", "a2", "a3"], journal.Journal.Read(new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 21)).Select(record => record.Id));
    }

    [Fact]
    public void ClockThatStepsBack_LeavesTimeStanding()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        journal.Clock.WallStep = TimeSpan.FromDays(-2);
        journal.PayAndFlush("b");
        OpenJournal next = journal.Next();
        next.PayAndFlush("c");
        DateTimeOffset[] times = [.. next.Journal.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(record => record.Time)];
        Assert.Equal(3, times.Length);
        Assert.Single(times.Distinct());
    }

    [Fact]
    public void SegmentEndedWithoutRecords_IsNotFollowedByOneOfItsName_ThoughTheClockIsSetBack()
    {
        var journal = new OpenJournal();
        journal.Clock.Advance(Day);
        journal.Disk.Plan = operation => operation == "create" ? FakeFailure.Full : null;
        journal.PayAndFlush("lost");
        journal.Clock.WallStep = TimeSpan.FromSeconds(-Day);
        OpenJournal next = journal.Next();
        next.PayAndFlush("a");
        Assert.Equal(["2026-11-21.00000000000000000001.records", "2026-11-22.00000000000000000001.records"], next.Segments);
        Assert.Equal(["a"], next.Journal.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(record => record.Id));
        Assert.Equal(["a"], next.Next().Ledger.Ids);
    }

    [Fact]
    public void ClockSetBackBehindAnEmptySegment_LeavesTimeStanding()
    {
        var journal = new OpenJournal(options: new JournalOptions { SegmentBytes = 100 });
        journal.PayAndFlush("a");
        bool isMade = false;
        journal.Disk.Plan = operation => (isMade |= operation == "rename") && operation == "write" ? FakeFailure.Full : null;
        journal.PayAndFlush("lost");
        journal.Clock.WallStep = TimeSpan.FromSeconds(-Day);
        OpenJournal next = journal.Next();
        next.PayAndFlush("b");
        (string Id, DateTimeOffset Time)[] records = [.. next.Journal.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(record => (record.Id, record.Time))];
        Assert.Equal(["a", "b"], records.Select(record => record.Id));
        Assert.Equal(records[0].Time, records[1].Time);
        Assert.Equal(2, next.Segments.Length);
    }

    [Fact]
    public void TooLongRecords_AreBugs()
    {
        var journal = new OpenJournal();
        Assert.Throws<ArgumentException>(() => journal.Journal.Append(Ledger.Paid, new string('x', 256), new LedgerEntry(1)));
        Assert.Throws<ArgumentException>(() => journal.Journal.Append(Ledger.Paid, "a", new LedgerEntry(1, new string('x', 1 << 20))));
        Assert.Throws<ArgumentException>(() => new RecordType<LedgerEntry>("With Space", 1, LedgerJson.Default.LedgerEntry));
        journal.Pay("b", note: new string('x', (1 << 20) - 100));
        journal.Flush();
        Assert.Equal(["b"], journal.Next().Ledger.Ids);
    }

    [Fact]
    public async Task ClosedJournal_RefusesRecords()
    {
        var journal = new OpenJournal();
        JournalTicket last = journal.Pay("a");
        journal.Journal.Dispose();
        Assert.Equal(Durability.Durable, await last.DurableAsync());
        Assert.Equal(Durability.Lost, await journal.Pay("b").WrittenAsync());
        Assert.Equal(JournalState.Closed, journal.Journal.Status.State);
        Assert.Equal(["a"], journal.Next().Ledger.Ids);
    }

    /// <summary>A restart loop must not leave a segment or a mark each.</summary>
    [Fact]
    public void RestartsWithoutRecords_LeaveNothing()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        journal.Journal.Dispose();
        OpenJournal next = journal.Next();
        long length = next.Journal.Status.Bytes;
        next.Journal.Dispose();
        next = next.Next();
        Assert.Equal(length, next.Journal.Status.Bytes);
        Assert.Single(next.Segments);
    }

    [Fact]
    public void RawTypes_AreKeptToBeReadAndAppliedByNobody()
    {
        var raw = new RecordType<LedgerEntry>("test.raw", 1, LedgerJson.Default.LedgerEntry);
        var journal = new OpenJournal(options: new JournalOptions { RawTypes = [raw] });
        journal.Journal.Append(raw, "a", new LedgerEntry(7));
        journal.Flush();
        var next = new OpenJournal(journal.Disk.Killed(), new JournalOptions { RawTypes = [raw] });
        Assert.Empty(next.Ledger.Ids);
        JournalRecord record = Assert.Single(next.Journal.Read(DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Equal((1, "test.raw", 1, "a"), (record.Position, record.Type, record.Version, record.Id));
        Assert.True(record.Is(raw));
        Assert.Equal(new LedgerEntry(7), record.Read(raw));
    }
}
