using System.Buffers;

namespace Router.Core.Journal;

/// <summary>
/// An entity's host as the journal knows it: what its records add up to. The records up to a snapshot's position are in the snapshot, those
/// behind it are applied one by one, in order.
/// </summary>
public interface IProjection
{
    /// <summary>The name in snapshots: 1 to 64 of a-z, 0-9, '.' and '-', never changed.</summary>
    string Name { get; }

    /// <summary>The version of its snapshots. A newer one than this is refused at start.</summary>
    int Version { get; }

    /// <summary>The types of records that it is handed.</summary>
    IReadOnlyCollection<RecordType> Types { get; }

    /// <summary>Begins from a snapshot, or from nothing when there is none. What it knew before is forgotten.</summary>
    void Restore(ProjectionSnapshot? snapshot);

    /// <summary>Applies a record of the past. It must change nothing when a record of that id was applied before.</summary>
    void Apply(in JournalRecord record);

    /// <summary>
    /// Writes the state and says what it covers: <see cref="IJournal.Position"/>, read under the lock under which this entity's records are appended.
    /// </summary>
    long Save(IBufferWriter<byte> output, IJournal journal);
}
