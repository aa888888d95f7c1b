using Router.Core.Journal;
using Router.Core.Spend;
using Router.Core.Spend.Effects;
using Router.Core.Spend.State;

namespace Router.Api.Spend;

/// <summary>Writes what changes accounts into the journal.</summary>
internal sealed class SpendJournal(IJournal journal) : ISpendJournal
{
    public static RecordType<TenantEffect> Effect { get; } = new("spend.effect", 1, SpendJson.Default.TenantEffect);

    public JournalTicket? Write(string tenant, SpendEffect effect) => journal.Append(Effect, IdOf(effect).ToString(), new TenantEffect(tenant, effect));

    private static ReservationId IdOf(SpendEffect effect) => effect switch
    {
        Reserved reserved => reserved.Reservation.Id,
        Settled settled => settled.Reservation.Id,
        Charged charged => charged.Id,
        Extended extended => extended.Id,
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "There is no such effect."),
    };
}
