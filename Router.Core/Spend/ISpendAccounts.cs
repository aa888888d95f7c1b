using System.Collections.Immutable;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;

namespace Router.Core.Spend;

/// <summary>All tenants' accounts. Calls may be repeated: the names in them make that harmless. An answer stands once its effects are written down.</summary>
public interface ISpendAccounts
{
    /// <summary>Asks for a reservation.</summary>
    ValueTask<SpendAnswer> ReserveAsync(string tenant, SpendRequest request);

    /// <summary>Asks for a larger one.</summary>
    ValueTask<ExtendAnswer> ExtendAsync(string tenant, Extension extension);

    /// <summary>Ends it with the truth.</summary>
    ValueTask<SettleAnswer> SettleAsync(string tenant, Settlement settlement);

    /// <summary>Ends the reservations of a holder that died, all of them for null, and returns what became of them, for their usage records.</summary>
    ValueTask<ImmutableArray<Settled>> InterruptAsync(string tenant, string? holder);

    /// <summary>How a path stands, the tenant first.</summary>
    ValueTask<ImmutableArray<NodeStatus>> StatusAsync(string tenant, SpendPath path);

    /// <summary>How every node stands that has limits or has spent something: the tenant, teams, users, keys, each by name.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="after">Only what comes behind this node; null for the first page.</param>
    /// <param name="count">The most nodes.</param>
    ValueTask<ImmutableArray<NodeStatus>> ListAsync(string tenant, SpendNode? after, int count);
}
