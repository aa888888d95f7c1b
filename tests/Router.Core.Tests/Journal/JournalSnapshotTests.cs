using Router.Core.Journal;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal;

/// <summary>What snapshots cover, and when they are written.</summary>
public sealed class JournalSnapshotTests
{
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
}
