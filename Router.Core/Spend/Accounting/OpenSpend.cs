using Router.Core.Spend.State;

namespace Router.Core.Spend.Accounting;

/// <summary>A reservation that is out, with what must be undone when it ends.</summary>
/// <param name="sequence">The number of the effect that granted it: the order of grants.</param>
/// <param name="reservation">The reservation.</param>
/// <param name="nodes">Where it counts.</param>
/// <param name="places">Where it stands in their windows.</param>
/// <param name="borrowed">The tokens that the windows count for it.</param>
internal sealed class OpenSpend(long sequence, Reservation reservation, AccountNode[] nodes, WindowPlace[] places, long borrowed)
{
    public long Sequence => sequence;

    public AccountNode[] Nodes => nodes;

    public WindowPlace[] Places => places;

    public long Borrowed => borrowed;

    public Reservation Reservation { get; set; } = reservation;
}
