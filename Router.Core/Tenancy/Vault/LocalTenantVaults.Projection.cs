using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Router.Core.Journal;

namespace Router.Core.Tenancy.Vault;

public sealed partial class LocalTenantVaults : IProjection
{
    /// <inheritdoc/>
    string IProjection.Name => "vault";

    /// <inheritdoc/>
    int IProjection.Version => 1;

    /// <inheritdoc/>
    IReadOnlyCollection<RecordType> IProjection.Types => [VaultJournal.Changed];

    /// <inheritdoc/>
    void IProjection.Restore(ProjectionSnapshot? snapshot)
    {
        ImmutableArray<VaultSnapshot> stored = snapshot is null ? [] : JsonSerializer.Deserialize(snapshot.State.Span, VaultJson.Default.ImmutableArrayVaultSnapshot);
        lock (_lock)
        {
            Begin(stored.Select(VaultState.Restore).ToImmutableDictionary(state => state.Tenant, StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <inheritdoc/>
    void IProjection.Apply(in JournalRecord record)
    {
        VaultEffect effect = record.Read(VaultJournal.Changed);
        lock (_lock)
        {
            VaultState state = _states.GetValueOrDefault(effect.Tenant) ?? VaultState.Empty(effect.Tenant);
            Begin(_states.SetItem(state.Tenant, state.With(effect)));
        }
    }

    /// <inheritdoc/>
    long IProjection.Save(IBufferWriter<byte> output, IJournal journal)
    {
        ImmutableDictionary<string, VaultState> states;
        long position;
        lock (_lock)
        {
            Settle();
            (states, position) = (_states, journal.Position);
        }

        using var json = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(json, [.. states.Values.Select(state => state.Save())], VaultJson.Default.ImmutableArrayVaultSnapshot);
        return position;
    }

    private void Begin(ImmutableDictionary<string, VaultState> states)
    {
        _states = states;
        _kept.Begin(states);
    }
}
