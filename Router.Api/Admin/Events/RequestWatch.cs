using Router.Api.Spend;
using Router.Core.AdminContract.Events;
using Router.Core.Usage;

namespace Router.Api.Admin.Events;

/// <summary>Tells of messages that end, and of the budgets that they bring to a percentage that people are warned at.</summary>
internal sealed class RequestWatch(IUsageLedger usage, SpendNotices notices, EventHub hub)
{
    public void Begin()
    {
        usage.Listen(record => hub.Publish(new RequestEnded(record)));
        notices.Listen(hub.Publish);
    }
}
