using Router.Api.Auth;
using Router.Api.Errors;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Calls;

/// <summary>Wraps admin endpoints that users may call as far as their role goes. An endpoint answers by itself, or returns what is wrong.</summary>
internal sealed class AdminDoor(Doorkeeper door)
{
    public RequestDelegate Open(Func<AdminCall, Task<RouterError?>> endpoint) => door.Require(async (context, principal, snapshot) =>
    {
        RouterError? error = ReferenceEquals(principal, Principal.Anonymous)
            ? AdminCall.Forbidden("administer anything, since none was sent that is known")
            : await endpoint(new AdminCall(context, principal, snapshot));
        if (error is not null)
        {
            await ErrorWriter.WriteAsync(context, error);
        }
    });

    /// <summary>The same with the fields of a JSON body.</summary>
    public RequestDelegate Open(Func<AdminCall, AdminFields, Task<RouterError?>> endpoint) => Open(async call =>
    {
        (AdminFields? fields, RouterError? error) = await AdminFields.ReadAsync(call.Context);
        return fields is null ? error : await endpoint(call, fields);
    });
}
