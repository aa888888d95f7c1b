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

    /// <summary>A caller who did not learn what became of his record appends it again.</summary>
    [Fact]
    public async Task RecordsOfOneId_CountOnce_AlsoAcrossASnapshot()
    {
        var journal = new OpenJournal();
        journal.Pay("a", amount: 5);
        journal.Pay("a", amount: 5);
        await journal.SnapshotAsync();
        journal.Pay("a", amount: 5);
        journal.Flush();
        OpenJournal next = journal.Next();
        Assert.Equal(1, next.Ledger.Applied);
        Assert.Equal(["a"], next.Ledger.Ids);
        Assert.Equal(5, next.Ledger.Sum);
    }

    [Fact]
    public async Task NewProjection_IsMadeOfWhatIsKept()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        await journal.SnapshotAsync();
        journal.PayAndFlush("b");
        var old = new Ledger("all", Ledger.Paid, Ledger.Noted);
        var fresh = new Ledger("fresh", Ledger.Paid);
        using LocalJournal next = LocalJournal.Open(journal.Disk.Killed(), [old, fresh], new JournalOptions(), journal.Clock, journal.Faults, isDriven: true).Journal!;
        Assert.Equal(["a", "b"], fresh.Ids);
        Assert.Equal(2, fresh.Applied);
        Assert.Equal(1, old.Applied);
    }

    [Fact]
    public async Task Snapshot_SavesReplayingWhatItCovers()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        journal.PayAndFlush("b");
        await journal.SnapshotAsync();
        journal.PayAndFlush("c");
        OpenJournal next = journal.Next();
        Assert.Equal(["a", "b", "c"], next.Ledger.Ids);
        Assert.Equal(1, next.Ledger.Applied);
    }

    [Fact]
    public async Task Snapshot_IsNotWrittenBeforeItsRecordsAreDurable()
    {
        var journal = new OpenJournal();
        journal.Pay("a");
        Task<JournalFault?> snapshot = journal.Journal.SnapshotAsync();
        Assert.False(snapshot.IsCompleted);
        Assert.Empty(journal.Snapshots);
        journal.Flush();
        Assert.Null(await snapshot);
        Assert.Equal(["00000000000000000001.snapshot"], journal.Snapshots);
    }

    [Fact]
    public async Task Snapshot_OfLostRecords_IsNotWritten()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        journal.Pay("b");
        Task<JournalFault?> snapshot = journal.Journal.SnapshotAsync();
        journal.Disk.Plan = _ => FakeFailure.Full;
        journal.Flush();
        Assert.Equal(JournalState.DiskFull, (await snapshot)!.State);
        Assert.Empty(journal.Snapshots);
    }

    [Fact]
    public async Task Snapshots_AreTwoAtMost()
    {
        var journal = new OpenJournal();
        for (int index = 0; index < 4; index++)
        {
            journal.PayAndFlush($"a{index}");
            await journal.SnapshotAsync();
            await journal.SnapshotAsync();
        }

        Assert.Equal(["00000000000000000003.snapshot", "00000000000000000004.snapshot"], journal.Snapshots);
    }

    [Fact]
    public async Task Compaction_DropsWhatIsCoveredAndOlderThanRetention()
    {
        var journal = new OpenJournal(options: new JournalOptions { Retention = TimeSpan.FromDays(2) });
        for (int day = 0; day < 5; day++)
        {
            journal.PayAndFlush($"a{day}");
            journal.Clock.Advance(Day);
        }

        Assert.Null(await journal.Journal.CompactAsync());
        Assert.Equal(6, journal.Segments.Length); // nothing is covered; today's is begun
        await journal.SnapshotAsync();
        Assert.Null(await journal.Journal.CompactAsync());

        // 2026-11-26: the 21st to the 23rd ended at least two days ago.
        Assert.Equal(["2026-11-24", "2026-11-25", "2026-11-26"], journal.Segments.Select(name => name[..10]));
        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], journal.Next().Ledger.Ids);
    }

    [Fact]
    public async Task Compaction_KeepsWhatTheOlderSnapshotNeeds()
    {
        var journal = new OpenJournal(options: new JournalOptions { Retention = TimeSpan.Zero });
        journal.PayAndFlush("a");
        await journal.SnapshotAsync();
        journal.Clock.Advance(Day);
        journal.PayAndFlush("b");
        await journal.SnapshotAsync();
        journal.Clock.Advance(Day);
        Assert.Null(await journal.Journal.CompactAsync());
        Assert.Equal(["2026-11-22", "2026-11-23"], journal.Segments.Select(name => name[..10]));
        FakeDisk left = journal.Disk.Killed();
        left.Corrupt(journal.Snapshots[1], 40);
        Assert.Equal(["a", "b"], new OpenJournal(left).Ledger.Ids);
    }

    /// <summary>A power loss brings back what was dropped in no way that leaves a gap: a projection that is new then reads everything.</summary>
    [Fact]
    public async Task Compaction_ThatPowerLossCutsShort_LeavesNoGap()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var journal = new OpenJournal(options: new JournalOptions { Retention = TimeSpan.Zero });
            for (int day = 0; day < 4; day++)
            {
                journal.PayAndFlush($"a{day}");
                journal.Clock.Advance(Day);
            }

            await journal.SnapshotAsync();
            int left = seed % 25;
            journal.Disk.Plan = _ => left-- == 0 ? FakeFailure.PowerLoss : null;
            await journal.Journal.CompactAsync();
            var old = new Ledger("all", Ledger.Paid, Ledger.Noted);
            JournalOpening opening = LocalJournal.Open(
                journal.Disk.PowerLoss(new Random(seed)), [old, new Ledger("fresh", Ledger.Paid)], new JournalOptions(), journal.Clock, journal.Faults, isDriven: true);
            Assert.True(opening.Journal is not null, $"seed {seed}: {opening.Problem?.Text}");
            Assert.Equal(["a0", "a1", "a2", "a3"], old.Ids);
        }
    }

    /// <summary>Where the disk is full, what is too old is in the way.</summary>
    [Fact]
    public async Task Compaction_MakesRoomOnAFullDisk()
    {
        var journal = new OpenJournal(options: new JournalOptions { Retention = TimeSpan.Zero });
        journal.PayAndFlush("a");
        journal.Clock.Advance(Day);
        journal.PayAndFlush("b");
        await journal.SnapshotAsync();
        journal.Disk.Plan = operation => operation == "write" ? FakeFailure.Full : null;
        journal.PayAndFlush("c");
        Assert.Equal(JournalState.DiskFull, journal.Journal.Status.State);
        Assert.Null(await journal.Journal.CompactAsync());
        Assert.Equal(["2026-11-22"], journal.Segments.Select(name => name[..10]));
    }

    [Fact]
    public async Task SnapshotThatFindsNoSpace_LeavesNothingBehindAndTheOldOne()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        await journal.SnapshotAsync();
        journal.PayAndFlush("b");
        journal.Disk.Plan = operation => operation == "write" ? FakeFailure.Full : null;
        Assert.Equal(JournalState.DiskFull, (await journal.Journal.SnapshotAsync())!.State);
        Assert.Equal(["00000000000000000001.snapshot", "2026-11-21.00000000000000000001.records"], journal.Disk.List().Order(StringComparer.Ordinal));
        Assert.Equal(JournalState.Ready, journal.Journal.Status.State);
    }

    [Fact]
    public async Task Maintenance_TakesASnapshotWhenEnoughCame()
    {
        var journal = new OpenJournal(options: new JournalOptions { SnapshotAfter = 500 });
        journal.PayAndFlush("a");
        Assert.Null(await journal.Journal.MaintainAsync());
        Assert.Empty(journal.Snapshots);
        journal.Pay("b", note: new string('x', 500));
        journal.Flush();
        Assert.Null(await journal.Journal.MaintainAsync());
        Assert.Single(journal.Snapshots);
    }

    [Fact]
    public async Task FullDisk_RefusesUntilThereIsSpace()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        journal.Disk.Plan = operation => operation == "write" ? FakeFailure.Full : null;
        JournalTicket refused = journal.Pay("b");
        Assert.Equal(Durability.Lost, await refused.WrittenAsync());
        Assert.Equal(Durability.Lost, await refused.DurableAsync());
        Assert.Equal(JournalState.DiskFull, journal.Journal.Status.State);
        Assert.Equal("The disk of /fake is full: free some space, then the journal goes on by itself.", journal.Journal.Status.Reason);
        Assert.Equal(0, journal.Pay("c").Position);
        await journal.Journal.RoomAsync(CancellationToken.None);

        journal.Flush();
        Assert.Equal(JournalState.DiskFull, journal.Journal.Status.State);
        journal.Disk.Plan = _ => null;
        journal.Flush();
        Assert.Equal(JournalState.Ready, journal.Journal.Status.State);
        Assert.Null(journal.Journal.Status.Reason);
        Assert.Equal(2, journal.Journal.Status.LostRecords);
        Assert.Equal(["DiskFull", "resumed, 2 lost"], journal.Faults.Heard);

        Assert.Null(journal.Journal.Reload(journal.Ledger));
        Assert.Equal(["a"], journal.Ledger.Ids);
        journal.PayAndFlush("d");
        Assert.Equal(["a", "d"], journal.Next().Ledger.Ids);
    }

    /// <summary>Linux forgets what a failed flush could not write, so flushing again would succeed and mean nothing.</summary>
    [Fact]
    public async Task FailedFlush_LosesWhatItCovered()
    {
        var journal = new OpenJournal();
        JournalTicket ticket = journal.Pay("a");
        Assert.Equal(Durability.Written, await ticket.WrittenAsync());
        int failures = 1;
        journal.Disk.Plan = operation => operation == "sync" && failures-- > 0 ? FakeFailure.Broken : null;
        journal.Flush();
        Assert.Equal(Durability.Lost, await ticket.DurableAsync());
        Assert.Equal(JournalState.Ready, journal.Journal.Status.State);
        Assert.Equal(1, journal.Journal.Status.LostRecords);
        journal.PayAndFlush("b");
        Assert.Equal(["b"], journal.Next().Ledger.Ids);
    }

    [Fact]
    public void ReadOnlyFolder_IsReadAndRefusesRecords()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        FakeDisk left = journal.Disk.Killed();
        left.Plan = _ => FakeFailure.ReadOnly;
        var next = new OpenJournal(left);
        Assert.Equal(["a"], next.Ledger.Ids);
        Assert.Equal(JournalState.ReadOnly, next.Journal.Status.State);
        Assert.Equal(0, next.Pay("b").Position);
        Assert.Equal(["a"], next.Journal.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(record => record.Id));

        left.Plan = _ => null;
        next.Flush();
        Assert.Equal(JournalState.Ready, next.Journal.Status.State);
    }

    [Fact]
    public void FolderThatAnotherProcessChangedMeanwhile_IsNotWritten()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        FakeDisk left = journal.Disk.Killed();
        left.Plan = _ => FakeFailure.ReadOnly;
        var reader = new OpenJournal(left);
        left.Plan = _ => null;
        var writer = new OpenJournal(left);
        writer.PayAndFlush("b");
        reader.Flush();
        Assert.Contains("another process uses it", reader.Journal.Status.Reason, StringComparison.Ordinal);
        writer.Journal.Dispose();
        reader.Flush();
        Assert.Contains("start this one again", reader.Journal.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyWaitingRecords_MakeAppendersWaitAndAreThenRefused()
    {
        var journal = new OpenJournal(options: new JournalOptions { WaitingBytes = 1000 });
        Assert.True(journal.Journal.RoomAsync(CancellationToken.None).AsTask().IsCompleted);
        List<JournalTicket> tickets = [.. Enumerable.Range(0, 4).Select(index => journal.Pay($"a{index}", note: new string('x', 400)))];
        Task room = journal.Journal.RoomAsync(CancellationToken.None).AsTask();
        Assert.False(room.IsCompleted);
        Assert.Equal(0, journal.Pay("late", note: new string('x', 400)).Position);
        using var impatient = new CancellationTokenSource();
        Task other = journal.Journal.RoomAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);

        Assert.Equal(Durability.Written, await tickets[^1].WrittenAsync());
        await room;
        Assert.Equal(0, journal.Journal.Status.WaitingBytes);
        Assert.Equal(1, journal.Journal.Status.LostRecords);
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
