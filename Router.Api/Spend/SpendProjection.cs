using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Router.Core.Journal;
using Router.Core.Spend;
using Router.Core.Spend.State;

namespace Router.Api.Spend;

/// <summary>The accounts as the journal knows them.</summary>
internal sealed class SpendProjection(LocalSpendAccounts accounts) : IProjection
{
    public string Name => "spend";

    public int Version => 1;

    public IReadOnlyCollection<RecordType> Types => [SpendJournal.Effect];

    public void Restore(ProjectionSnapshot? snapshot)
    {
        accounts.Forget();
        ImmutableArray<TenantSpend> stored = snapshot is null ? [] : JsonSerializer.Deserialize(snapshot.State.Span, SpendJson.Default.ImmutableArrayTenantSpend);
        foreach ((string tenant, SpendSnapshot spend) in stored)
        {
            accounts.Restore(tenant, spend);
        }
    }

    public void Apply(in JournalRecord record)
    {
        TenantEffect effect = record.Read(SpendJournal.Effect);
        accounts.Replay(effect.Tenant, effect.Effect);
    }

    public long Save(IBufferWriter<byte> output, IJournal journal)
    {
        // Every account has a lock of its own. What was appended by now is in them, and what is appended meanwhile may be: an account knows its effects by their numbers.
        long position = journal.Position;
        using var json = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(json, [.. accounts.Save().Select(saved => new TenantSpend(saved.Tenant, saved.Snapshot))], SpendJson.Default.ImmutableArrayTenantSpend);
        return position;
    }
}
