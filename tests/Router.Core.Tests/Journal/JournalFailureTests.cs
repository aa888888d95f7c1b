using Router.Core.Journal;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal;

/// <summary>A disk that is full, read-only, broken, slow, or somebody else's.</summary>
public sealed class JournalFailureTests
{
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
}
