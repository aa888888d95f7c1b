using Router.Core.Journal;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal;

/// <summary>What is dropped when it is old and covered.</summary>
public sealed class JournalCompactionTests
{
    private const int Day = 24 * 3600;

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
}
