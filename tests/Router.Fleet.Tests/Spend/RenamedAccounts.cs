using System.Collections.Immutable;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;

namespace Router.Fleet.Tests.Spend;

/// <summary>Gives the tenants of one test names of their own: all tests share a fleet. Commands go to the nodes in turn.</summary>
internal sealed class RenamedAccounts(string prefix, params ISpendAccounts[] nodes) : ISpendAccounts
{
    private int _turn;

    private ISpendAccounts Next => nodes[(uint)Interlocked.Increment(ref _turn) % nodes.Length];

    public ValueTask<SpendAnswer> ReserveAsync(string tenant, SpendRequest request) => Next.ReserveAsync(prefix + tenant, request);

    public ValueTask<ExtendAnswer> ExtendAsync(string tenant, Extension extension) => Next.ExtendAsync(prefix + tenant, extension);

    public ValueTask<SettleAnswer> SettleAsync(string tenant, Settlement settlement) => Next.SettleAsync(prefix + tenant, settlement);

    public ValueTask<ImmutableArray<Settled>> InterruptAsync(string tenant, string? holder) => Next.InterruptAsync(prefix + tenant, holder);

    public ValueTask<ImmutableArray<NodeStatus>> ListAsync(string tenant, SpendNode? after, int count) => Next.ListAsync(prefix + tenant, after, count);

    public ValueTask<ImmutableArray<NodeStatus>> StatusAsync(string tenant, SpendPath path) => Next.StatusAsync(prefix + tenant, path);
}
