namespace Router.Core.Journal;

/// <summary>An appended record. The default is one that was refused.</summary>
/// <param name="position">The record's position, > 0; 0 when it was refused.</param>
/// <param name="fate">What becomes of it; null when it was refused.</param>
public readonly struct JournalTicket(long position, IRecordFate? fate)
{
    /// <summary>The record's position, > 0; 0 when it was refused.</summary>
    public long Position => position;

    /// <summary>
    /// Completes when the operating system has it, which a kill can't undo: <see cref="Durability.Written"/> or better, or <see cref="Durability.Lost"/>.
    /// Usually writes it on the caller's thread.
    /// </summary>
    public ValueTask<Durability> WrittenAsync() => fate?.WrittenAsync() ?? new ValueTask<Durability>(Durability.Lost);

    /// <summary>Completes when the disk has it: <see cref="Durability.Durable"/> or <see cref="Durability.Lost"/>. Who waits makes the next flush come at once.</summary>
    public ValueTask<Durability> DurableAsync() => fate?.DurableAsync() ?? new ValueTask<Durability>(Durability.Lost);
}
