namespace Router.Core.Journal;

/// <summary>What happened, in order, on disk. Entities decide, their records are appended here, and at start they are what the records add up to.</summary>
public interface IJournal
{
    /// <summary>The position of the last record appended; 0 before the first.</summary>
    long Position { get; }

    /// <summary>How it is, for the operator and for <c>spend.onUnavailable</c>.</summary>
    JournalStatus Status { get; }

    /// <summary>Completes when there is room for more records: to be awaited before a command, outside of its entity's lock.</summary>
    ValueTask RoomAsync(CancellationToken cancellation);

    /// <summary>
    /// Appends a record. Never waits and never fails but by its ticket, so it may be called under an entity's lock. It is on disk at most
    /// <see cref="JournalOptions.FlushAfter"/> and one flush later, whoever waits or not.
    /// </summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">Its id, or its request's: at most 255 bytes of UTF-8.</param>
    /// <param name="payload">Its payload: at most 1 MiB of JSON.</param>
    /// <exception cref="ArgumentException">Id or payload is too long.</exception>
    JournalTicket Append<T>(RecordType<T> type, string id, T payload);

    /// <summary>The records of some days (UTC), as far as they are written and kept.</summary>
    /// <exception cref="JournalDamageException">A file can't be understood.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    IEnumerable<JournalRecord> Read(DateOnly from, DateOnly to);

    /// <summary>Puts a projection back to what is written: behind a lost record it has promised what is not there. Its owner holds back commands meanwhile.</summary>
    /// <returns>Null, or why it could not be read.</returns>
    JournalProblem? Reload(IProjection projection);
}
