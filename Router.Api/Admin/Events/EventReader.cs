using Router.Api.Admin.Calls;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Events;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Events;

/// <summary>Lets somebody listen to what happens.</summary>
internal sealed class EventReader(EventHub hub)
{
    public AdminResult<IEventFeed> Listen(Principal caller)
    {
        if (caller.Forbid(Operation.SeeRequests) is { } problem)
        {
            return problem;
        }

        IEventFeed? feed = hub.Open(caller);
        return new AdminResult<IEventFeed>(feed, feed is null ? new AdminProblem(AdminProblemKind.Busy, $"{EventHub.MostFeeds} listen already. Try again when one has gone.") : null);
    }
}
