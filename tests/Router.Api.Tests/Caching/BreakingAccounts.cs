using System.Collections.Immutable;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;

namespace Router.Api.Tests.Caching;

/// <summary>Accounts that break where the first answer is settled: what nobody foresees.</summary>
internal sealed class BreakingAccounts(ISpendAccounts inner) : ISpendAccounts
{
    private int _settled;

    public ValueTask<SpendAnswer> ReserveAsync(string tenant, SpendRequest request) => inner.ReserveAsync(tenant, request);

    public ValueTask<ExtendAnswer> ExtendAsync(string tenant, Extension extension) => inner.ExtendAsync(tenant, extension);

    public ValueTask<SettleAnswer> SettleAsync(string tenant, Settlement settlement) =>
        Interlocked.Increment(ref _settled) == 1 ? throw new NotSupportedException("The accounts broke.") : inner.SettleAsync(tenant, settlement);

    public ValueTask<ImmutableArray<Settled>> InterruptAsync(string tenant, string? holder) => inner.InterruptAsync(tenant, holder);

    public ValueTask<ImmutableArray<NodeStatus>> StatusAsync(string tenant, SpendPath path) => inner.StatusAsync(tenant, path);

    public ValueTask<ImmutableArray<NodeStatus>> ListAsync(string tenant, SpendNode? after, int count) => inner.ListAsync(tenant, after, count);
}
