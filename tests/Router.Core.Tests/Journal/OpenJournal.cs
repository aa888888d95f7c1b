using Router.Core.Journal;
using Router.Core.Tests.Admission;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal;

/// <summary>A journal over a fake disk whose turns the test takes, with one ledger.</summary>
internal sealed class OpenJournal
{
    public OpenJournal(FakeDisk? disk = null, JournalOptions? options = null, HandClock? clock = null, Ledger? ledger = null)
    {
        (Disk, Clock) = (disk ?? new FakeDisk(), clock ?? new HandClock());
        Ledger = ledger ?? new Ledger("all", Ledger.Paid, Ledger.Noted);
        Opening = LocalJournal.Open(Disk, [Ledger], options ?? new JournalOptions(), Clock, Faults, isDriven: true);
    }

    public FakeDisk Disk { get; }

    public HandClock Clock { get; }

    public Ledger Ledger { get; }

    public HeardFaults Faults { get; } = new();

    public JournalOpening Opening { get; }

    public LocalJournal Journal => Opening.Journal ?? throw new InvalidOperationException(Opening.Problem?.Text);

    public string[] Segments => [.. Disk.List().Where(name => name.EndsWith(".records", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public string[] Snapshots => [.. Disk.List().Where(name => name.EndsWith(".snapshot", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public JournalTicket Pay(string id, long amount = 1, string note = "") => Ledger.Add(Journal, Ledger.Paid, id, new LedgerEntry(amount, note));

    public void Flush() => Journal.Turn(flushes: true);

    public void PayAndFlush(string id)
    {
        Pay(id);
        Flush();
    }

    public async Task SnapshotAsync()
    {
        Task<JournalFault?> snapshot = Journal.SnapshotAsync();
        Flush();
        Assert.Null(await snapshot);
    }

    /// <summary>The next start, over what the end of this process left.</summary>
    public OpenJournal Next(Ledger? ledger = null) => new(Disk.Killed(), clock: Clock, ledger: ledger);
}
