using Router.Core.Journal;

namespace Router.Core.Tests.Journal.Properties;

/// <summary>A record of a run, and what was said of it.</summary>
internal sealed class Entry(string id, RecordType<LedgerEntry> type, long amount, JournalTicket ticket)
{
    private readonly Task<Durability> _fate = ticket.DurableAsync().AsTask();

    public string Id => id;

    public RecordType<LedgerEntry> Type => type;

    public long Amount => amount;

    public JournalTicket Ticket => ticket;

    public bool WasSaidWritten { get; set; }

    public bool WasSaidDurable => _fate is { IsCompleted: true, Result: Durability.Durable };

    /// <summary>Whether it was handed to the disk and told lost, and the process ended before that could be cut off: only the disk knows.</summary>
    public bool IsUncertain { get; set; }

    public bool WasSaidLost => _fate is { IsCompleted: true, Result: Durability.Lost };
}
