using Router.Core.Journal;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal;

/// <summary>A torn tail goes without a word; anything else that is not what was written is told with file and offset, and nothing is changed.</summary>
public sealed class DamageTests
{
    private const int Head = 32;

    [Fact]
    public void TornTail_IsCutOff()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        journal.PayAndFlush("b");
        FakeDisk left = journal.Disk.Killed();
        long whole = left.LengthOf(journal.Segments[0]);
        left.Truncate(journal.Segments[0], whole - 3);

        var next = new OpenJournal(left);
        Assert.Equal(["a"], next.Ledger.Ids);
        next.PayAndFlush("c");
        Assert.Equal(["a", "c"], next.Next().Ledger.Ids);
    }

    [Fact]
    public void DamageBeforeDurableRecords_IsToldAndChangesNothing()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        journal.PayAndFlush("b");
        journal.PayAndFlush("c");
        string file = journal.Segments[0];
        FakeDisk left = journal.Disk.Killed();
        left.Corrupt(file, Head + 50);
        long length = left.LengthOf(file);

        JournalProblem problem = Refused(left);
        Assert.Equal(JournalProblemKind.Damaged, problem.Kind);
        Assert.Equal($"/fake/{file}", problem.File);
        Assert.Equal(Head, problem.Offset);
        Assert.Contains("restore", problem.Text, StringComparison.Ordinal);
        Assert.Equal(length, left.LengthOf(file));
        Assert.NotNull(left.TryLock());
    }

    /// <summary>The last group was closed properly: its end is known to be durable, so damage there is damage too.</summary>
    [Fact]
    public void DamageInTheLastGroupOfAClosedJournal_IsTold()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        journal.Journal.Dispose();
        FakeDisk left = journal.Disk.Killed();
        left.Corrupt(journal.Segments[0], Head + 50);
        Assert.Equal(JournalProblemKind.Damaged, Refused(left).Kind);
    }

    [Fact]
    public void DamagedHead_IsTold()
    {
        var journal = new OpenJournal();
        FakeDisk left = journal.Disk.Killed();
        left.Corrupt(journal.Segments[0], 5);
        Assert.Equal(0, Refused(left).Offset);
    }

    [Fact]
    public void TornSegmentThatIsNotTheLast_IsTold()
    {
        OpenJournal journal = ThreeDays();
        FakeDisk left = journal.Disk.Killed();
        long length = left.LengthOf(journal.Segments[0]);
        left.Truncate(journal.Segments[0], length - 3);
        JournalProblem problem = Refused(left);
        Assert.Equal(JournalProblemKind.Damaged, problem.Kind);
        Assert.Equal($"/fake/{journal.Segments[0]}", problem.File);
    }

    [Fact]
    public void MissingSegment_IsTold()
    {
        OpenJournal journal = ThreeDays();
        FakeDisk left = journal.Disk.Killed();
        left.Remove(journal.Segments[1]);
        JournalProblem problem = Refused(left);
        Assert.Equal(JournalProblemKind.Damaged, problem.Kind);
        Assert.Contains("record 2 is missing", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFirstSegment_IsTold()
    {
        OpenJournal journal = ThreeDays();
        FakeDisk left = journal.Disk.Killed();
        left.Remove(journal.Segments[0]);
        Assert.Contains("no readable snapshot of what came before record 2", Refused(left).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingLastSegment_IsTold()
    {
        OpenJournal journal = ThreeDays();
        await journal.SnapshotAsync();
        FakeDisk left = journal.Disk.Killed();
        left.Remove(journal.Segments[2]);
        Assert.Contains("a snapshot knows record 3", Refused(left).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SnapshotWithoutAnySegment_IsTold()
    {
        OpenJournal journal = ThreeDays();
        await journal.SnapshotAsync();
        FakeDisk left = journal.Disk.Killed();
        foreach (string segment in journal.Segments)
        {
            left.Remove(segment);
        }

        Assert.Equal(JournalProblemKind.Damaged, Refused(left).Kind);
    }

    [Fact]
    public async Task DamagedSnapshot_FallsBackToTheOneBeforeWithAWarning()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        await journal.SnapshotAsync();
        journal.PayAndFlush("b");
        await journal.SnapshotAsync();
        journal.PayAndFlush("c");
        FakeDisk left = journal.Disk.Killed();
        left.Corrupt(journal.Snapshots[1], 40);

        var next = new OpenJournal(left);
        Assert.Equal(["a", "b", "c"], next.Ledger.Ids);
        Assert.Equal(2, next.Ledger.Applied);
        Assert.Contains(journal.Snapshots[1], Assert.Single(next.Opening.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void RecordOfANewerVersion_IsToldWithItsPlace()
    {
        var journal = new OpenJournal();
        journal.Journal.Append(new RecordType<LedgerEntry>("test.paid", 2, LedgerJson.Default.LedgerEntry), "a", new LedgerEntry(1));
        journal.Flush();
        JournalProblem problem = Refused(journal.Disk.Killed());
        Assert.Equal(JournalProblemKind.NewerVersion, problem.Kind);
        Assert.Equal(Head, problem.Offset);
        Assert.Contains("test.paid version 2", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RecordOfAnUnknownType_IsToldAndNotPassedOver()
    {
        var journal = new OpenJournal();
        journal.Journal.Append(new RecordType<LedgerEntry>("test.other", 1, LedgerJson.Default.LedgerEntry), "a", new LedgerEntry(1));
        journal.Flush();
        Assert.Equal(JournalProblemKind.NewerVersion, Refused(journal.Disk.Killed()).Kind);
    }

    [Fact]
    public async Task SnapshotOfAnUnknownProjection_IsTold()
    {
        var journal = new OpenJournal();
        journal.PayAndFlush("a");
        await journal.SnapshotAsync();
        OpenJournal next = journal.Next(new Ledger("renamed", Ledger.Paid, Ledger.Noted));
        Assert.Contains("all version 1", next.Opening.Problem!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SnapshotOfANewerVersion_IsTold()
    {
        var journal = new OpenJournal(ledger: new Ledger("all", Ledger.Paid) { Version = 2 });
        journal.PayAndFlush("a");
        await journal.SnapshotAsync();
        Assert.Equal(JournalProblemKind.NewerVersion, journal.Next().Opening.Problem!.Kind);
    }

    [Fact]
    public void PayloadThatIsNotItsType_IsToldWithItsPlace()
    {
        var journal = new OpenJournal();
        journal.Journal.Append(new RecordType<string[]>("test.paid", 1, TextsJson.Default.StringArray), "a", ["no entry"]);
        journal.Flush();
        JournalProblem problem = Refused(journal.Disk.Killed());
        Assert.Equal(JournalProblemKind.Unreadable, problem.Kind);
        Assert.Equal(Head, problem.Offset);
    }

    private static OpenJournal ThreeDays()
    {
        var journal = new OpenJournal();
        foreach (string id in (string[])["a", "b", "c"])
        {
            journal.PayAndFlush(id);
            journal.Clock.Advance(24 * 3600);
        }

        return journal;
    }

    private static JournalProblem Refused(FakeDisk disk)
    {
        JournalOpening opening = new OpenJournal(disk).Opening;
        Assert.Null(opening.Journal);
        return opening.Problem!;
    }
}
