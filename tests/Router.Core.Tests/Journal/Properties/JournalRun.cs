using Router.Core.Journal;
using Router.Core.Tests.Admission;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal.Properties;

/// <summary>A journal on a disk that fails, the two ledgers that use it, and what was said of every record.</summary>
internal sealed class JournalRun
{
    private static readonly JournalOptions Options = new() { SegmentBytes = 500, Retention = TimeSpan.FromDays(1) };

    private readonly List<Entry> _entries = [];
    private readonly HashSet<Entry> _cutOff = [];
    private int _reloaded;

    public JournalRun(FakeDisk disk, HandClock? clock = null)
    {
        (Disk, Clock) = (disk, clock ?? new HandClock());
        Notices = new HeardFaults { WhenResumed = () => _cutOff.UnionWith(_entries.Where(entry => entry.WasSaidLost && !entry.IsUncertain)) };
        Open();
    }

    public FakeDisk Disk { get; }

    public HandClock Clock { get; }

    public HeardFaults Notices { get; }

    /// <summary>Takes both types.</summary>
    public Ledger All { get; private set; } = null!;

    /// <summary>Takes one.</summary>
    public Ledger Payments { get; private set; } = null!;

    public LocalJournal Journal { get; private set; } = null!;

    public IReadOnlyList<Entry> Entries => _entries;

    public void Take(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Append:
                for (int count = 0; count < step.Count; count++)
                {
                    Append(step.Size);
                }

                break;
            case StepKind.Write:
                Write();
                break;
            case StepKind.Flush:
                Journal.Turn(flushes: true);
                break;
            case StepKind.Snapshot:
                Task<JournalFault?> snapshot = Journal.SnapshotAsync();
                Journal.Turn(flushes: true);
                snapshot.Wait();
                break;
            case StepKind.Compact:
                Journal.CompactAsync().Wait();
                break;
            case StepKind.NextDay:
                Clock.Advance(24 * 3600);
                break;
            case StepKind.ClockBack:
                Clock.WallStep -= TimeSpan.FromDays(2);
                break;
            default:
                Journal.Dispose();
                MarkUncertain();
                // A record that was lost at the end: nobody is told but by its ticket, and the ledgers begin anew.
                Open();
                break;
        }

        ReloadBehindLosses();
    }

    public void Append(int size)
    {
        var type = _entries.Count % 3 == 0 ? Ledger.Noted : Ledger.Paid;
        var entry = new LedgerEntry(_entries.Count + 1, new string('x', size));
        string id = $"r{_entries.Count}";
        if (type == Ledger.Paid)
        {
            Payments.Take(id, entry);
        }

        _entries.Add(new Entry(id, type, entry.Amount, All.Add(Journal, type, id, entry)));
    }

    private void Write()
    {
        if (_entries.Count > 0 && _entries[^1].Ticket.WrittenAsync().AsTask() is { IsCompleted: true, Result: Durability.Written or Durability.Durable })
        {
            // Whatever was appended before it was written before it.
            foreach (Entry entry in _entries.Where(entry => !entry.WasSaidLost))
            {
                entry.WasSaidWritten = true;
            }
        }
    }

    // What was lost before records were accepted again is cut off for certain, and what was refused was never handed to the disk.
    private void MarkUncertain()
    {
        foreach (Entry entry in _entries.Where(entry => entry.WasSaidLost && entry.Ticket.Position > 0 && !_cutOff.Contains(entry)))
        {
            entry.IsUncertain = true;
        }
    }

    private void ReloadBehindLosses()
    {
        int lost = _entries.Count(entry => entry.WasSaidLost);
        if (lost > _reloaded && !Disk.IsOff)
        {
            _reloaded = lost;
            Assert.Null(Journal.Reload(All));
            Assert.Null(Journal.Reload(Payments));
        }
    }

    private void Open()
    {
        All = new Ledger("all", Ledger.Noted, Ledger.Paid);
        Payments = new Ledger("payments", Ledger.Paid);
        JournalOpening opening = LocalJournal.Open(Disk, [All, Payments], Options, Clock, Notices, isDriven: true);
        Assert.True(opening.Journal is not null, opening.Problem?.Text);
        Assert.Empty(opening.Warnings);
        Journal = opening.Journal;
    }
}
