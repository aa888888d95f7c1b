using Router.Core.Journal;

namespace Router.Api.Journal;

/// <summary>
/// The journal of the running gateway. Entities name it in their constructors while the journal itself can only be opened with all of them, so it
/// is there from the composition on and works from the start on.
/// </summary>
internal sealed class HostedJournal : IJournal, IDisposable
{
    private LocalJournal? _journal;

    public long Position => Opened.Position;

    public JournalStatus Status => Opened.Status;

    private LocalJournal Opened => _journal ?? throw new InvalidOperationException("The journal is opened when the gateway starts; nobody may use it before.");

    public ValueTask RoomAsync(CancellationToken cancellation) => Opened.RoomAsync(cancellation);

    public JournalTicket Append<T>(RecordType<T> type, string id, T payload) => Opened.Append(type, id, payload);

    public IEnumerable<JournalRecord> Read(DateOnly from, DateOnly to) => Opened.Read(from, to);

    public JournalProblem? Reload(IProjection projection) => Opened.Reload(projection);

    /// <summary>What a host does every minute or so; null, or why it could not.</summary>
    public Task<JournalFault?> MaintainAsync() => Opened.MaintainAsync();

    /// <summary>Takes a snapshot now; null, or why there is none.</summary>
    public Task<JournalFault?> SnapshotAsync() => Opened.SnapshotAsync();

    /// <summary>Begins to work.</summary>
    public void Begin(LocalJournal journal) => _journal = journal;

    public void Dispose() => _journal?.Dispose();
}
