using Router.Api.Admin.Routes;
using Router.Api.Auth;
using Router.Api.Errors;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Calls;

/// <summary>The door of the admin API: a key, and a role that the route's operation is open to at all. How far the role's reach goes is seen with what it is about.</summary>
internal sealed class AdminDoor(Doorkeeper door)
{
    /// <summary>Puts the door before a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="anyone">Who somebody without a key is under open access; null: nobody who may do anything.</param>
    public RequestDelegate Open(AdminRoute route, Principal? anyone = null) => door.Require(async (context, principal, snapshot) =>
    {
        principal = anyone is not null && ReferenceEquals(principal, Principal.Anonymous) ? anyone : principal;
        var call = new AdminCall(context, principal, snapshot);
        RouterError? error = ReferenceEquals(principal, Principal.Anonymous) ? AdminCall.Forbidden("administer anything, since none was sent that is known")
            : route.Operation is { } operation && principal.Reach(operation) == Scope.None ? AdminCall.Forbidden(OperationWords.Of(operation))
            : PageQuery.Check(call, route) ?? await route.Handle(call);
        if (error is not null)
        {
            await ErrorWriter.WriteAsync(context, error);
        }
    });
}
