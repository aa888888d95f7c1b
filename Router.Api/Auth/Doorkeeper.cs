using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Core.Tenancy;

namespace Router.Api.Auth;

/// <summary>Wraps endpoints that need a key.</summary>
internal sealed class Doorkeeper(SnapshotHolder holder)
{
    /// <summary>An endpoint that only runs for a valid key; it gets the principal and the snapshot that the key was valid in.</summary>
    public RequestDelegate Require(Func<HttpContext, Principal, RouterSnapshot, Task> endpoint) => context =>
    {
        RouterSnapshot snapshot = holder.Current;
        return Authenticator.Authenticate(context, snapshot, out RouterError? error) is { } principal
            ? endpoint(context, principal, snapshot)
            : ErrorWriter.WriteAsync(context, error!);
    };

    /// <summary>An endpoint that only runs for the admin key.</summary>
    public RequestDelegate RequireAdmin(RequestDelegate endpoint) => Require((context, principal, _) => principal.Kind == PrincipalKind.Admin
        ? endpoint(context)
        : ErrorWriter.WriteAsync(context, RouterError.Of(403, "This needs the gateway's admin key. Send it as x-api-key or Authorization: Bearer.")));
}
