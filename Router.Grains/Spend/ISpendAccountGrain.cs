using System.Collections.Immutable;
using Router.Core.Migration;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;

namespace Router.Grains.Spend;

/// <summary>The one owner of a tenant's account. Its key is the tenant. An answer stands once its effects are stored, or says that it is unwritten.</summary>
[Alias("router.spend")]
public interface ISpendAccountGrain : IGrainWithStringKey
{
    /// <summary>Asks for a reservation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="until">Nobody waits for it any more then: it does nothing.</param>
    [Alias("reserve")]
    Task<SpendAnswer> ReserveAsync(SpendRequest request, DateTimeOffset until);

    /// <summary>Asks for a larger one.</summary>
    [Alias("extend")]
    Task<ExtendAnswer> ExtendAsync(Extension extension);

    /// <summary>Ends it with the truth.</summary>
    /// <param name="settlement">The truth.</param>
    /// <param name="unwritten">The request, when its reservation was never stored as far as the node knows: then it is charged all the same.</param>
    /// <param name="until">Nobody waits for it any more then: it does nothing, and is sent again.</param>
    [Alias("settle")]
    Task<SettleAnswer> SettleAsync(Settlement settlement, SpendRequest? unwritten, DateTimeOffset until);

    /// <summary>Charges what was spent elsewhere, once for each source.</summary>
    [Alias("carry")]
    Task<CarryOutcome> CarryAsync(string source, CarriedSpend spend);

    /// <summary>Ends the reservations of a node, all of them for null.</summary>
    [Alias("interrupt")]
    Task<ImmutableArray<Settled>> InterruptAsync(string? holder);

    /// <summary>How a path stands.</summary>
    [Alias("status")]
    Task<ImmutableArray<NodeStatus>> StatusAsync(SpendPath path);

    /// <summary>How every node stands, page by page.</summary>
    [Alias("list")]
    Task<ImmutableArray<NodeStatus>> ListAsync(SpendNode? after, int count);

    /// <summary>Takes its settings anew.</summary>
    [Alias("configure")]
    Task ConfigureAsync();

    /// <summary>Takes anew what one node may do.</summary>
    [Alias("configureNode")]
    Task ConfigureAsync(SpendNode node);
}
