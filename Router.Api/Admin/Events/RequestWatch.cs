using Router.Api.Usage;
using Router.Core.AdminContract.Events;
using Router.Core.Usage;

namespace Router.Api.Admin.Events;

/// <summary>Tells of messages that end, and of the budgets that they use up.</summary>
internal sealed class RequestWatch(UsageLedger usage, EventHub hub, BudgetWatch budgets)
{
    public void Begin() => usage.Listen(HearAsync);

    private async ValueTask HearAsync(UsageRecord record)
    {
        if (hub.IsHeard)
        {
            hub.Publish(new RequestEnded(record));
            await budgets.LookAsync(record);
        }
    }
}
