namespace Router.Core.Journal;

/// <summary>How a journal works.</summary>
public sealed record JournalOptions
{
    /// <summary>How long a record may wait for the flush of its group when nobody asks for it sooner. Default 20 ms: with a slow disk's flush, no more than 50.</summary>
    public TimeSpan FlushAfter { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long after a failure it is tried again. Default 1 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many bytes of records may wait in memory before <see cref="IJournal.RoomAsync"/> waits; at twice as many, records are refused. Default 8 MiB.</summary>
    public long WaitingBytes { get; init; } = 8 << 20;

    /// <summary>The size at which the next segment begins within a day. Default 64 MiB, at most 1 GiB.</summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>How many bytes of records call for the next snapshot. Default 16 MiB.</summary>
    public long SnapshotAfter { get; init; } = 16 << 20;

    /// <summary>How long segments are kept when every projection's snapshots cover them: <c>retention.records</c>. Default 30 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Types that no projection takes, kept to be read. Default none.</summary>
    public IReadOnlyCollection<RecordType> RawTypes { get; init; } = [];
}
