using Router.Api.Usage;
using Router.Core.Journal;
using Router.Core.Spend;
using Router.Core.Spend.Effects;
using Router.Core.Spend.State;
using Router.Core.Usage;

namespace Router.Api.Spend;

/// <summary>Writes what changes accounts into the journal. A settlement's record is the request's usage record as well: a crash leaves both or neither.</summary>
internal sealed class SpendJournal(IJournal journal, UsageLedger usage) : ISpendJournal
{
    /// <summary>An effect; since version 2 a settlement says what else is recorded of its request.</summary>
    public static RecordType<TenantEffect> Effect { get; } = new("spend.effect", 2, SpendJson.Default.TenantEffect);

    /// <summary>The usage record that an effect's record is; null when it is none.</summary>
    public static UsageRecord? RecordOf(string tenant, SpendEffect effect) => effect is Settled { Facts: { } facts } settled ? UsageRecord.Of(tenant, settled, facts) : null;

    public JournalTicket? Write(string tenant, SpendEffect effect) => RecordOf(tenant, effect) is { } record ? usage.Take(record, () => Append(tenant, effect)) : Append(tenant, effect);

    private JournalTicket Append(string tenant, SpendEffect effect) => journal.Append(Effect, IdOf(effect).ToString(), new TenantEffect(tenant, effect));

    private static ReservationId IdOf(SpendEffect effect) => effect switch
    {
        Reserved reserved => reserved.Reservation.Id,
        Settled settled => settled.Reservation.Id,
        Extended extended => extended.Id,
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "There is no such effect."),
    };
}
