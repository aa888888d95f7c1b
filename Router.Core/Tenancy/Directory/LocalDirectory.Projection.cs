using System.Buffers;
using System.Text.Json;
using Router.Core.Journal;

namespace Router.Core.Tenancy.Directory;

public sealed partial class LocalDirectory : IProjection
{
    /// <inheritdoc/>
    string IProjection.Name => "directory";

    /// <inheritdoc/>
    int IProjection.Version => 1;

    /// <inheritdoc/>
    IReadOnlyCollection<RecordType> IProjection.Types => [DirectoryJournal.Changed];

    /// <inheritdoc/>
    void IProjection.Restore(ProjectionSnapshot? snapshot)
    {
        DirectoryState state = snapshot is null
            ? DirectoryState.Initial
            : (JsonSerializer.Deserialize(snapshot.State.Span, DirectoryJson.Default.DirectorySnapshot) ?? throw new JsonException("The snapshot is null.")).Restore();
        lock (_lock)
        {
            Begin(state);
            Keys.Load(state);
            Tell(entry: null);
        }
    }

    /// <inheritdoc/>
    void IProjection.Apply(in JournalRecord record)
    {
        DirectoryEffect effect = record.Read(DirectoryJournal.Changed);
        lock (_lock)
        {
            _entity.Apply(effect);
            Begin(_entity.State);
            Keys.Apply(effect);
            Tell(effect.Entry);
        }
    }

    /// <inheritdoc/>
    long IProjection.Save(IBufferWriter<byte> output, IJournal journal)
    {
        DirectoryState state;
        long position;
        lock (_lock)
        {
            Settle();
            (state, position) = (_entity.State, journal.Position);
        }

        using var json = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(json, DirectorySnapshot.Of(state), DirectoryJson.Default.DirectorySnapshot);
        return position;
    }

    private void Begin(DirectoryState state)
    {
        _entity.Reset(state);
        _kept.Begin(state);
    }
}
