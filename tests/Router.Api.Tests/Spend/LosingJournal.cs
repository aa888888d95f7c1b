using Router.Core.Journal;

namespace Router.Api.Tests.Spend;

/// <summary>A journal whose disk is full.</summary>
internal sealed class LosingJournal : IJournal
{
    public long Position => 0;

    public JournalStatus Status { get; } = new(JournalState.DiskFull, "full", DateTimeOffset.UnixEpoch, 0, 0, 0, 0, 0, 0);

    public ValueTask RoomAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public JournalTicket Append<T>(RecordType<T> type, string id, T payload) => default;

    public IEnumerable<JournalRecord> Read(DateOnly from, DateOnly to) => [];

    public JournalProblem? Reload(IProjection projection) => null;
}
