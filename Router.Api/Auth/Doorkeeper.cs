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
        if (Authenticator.Authenticate(context, snapshot, out RouterError? error) is not { } principal)
        {
            return ErrorWriter.WriteAsync(context, error!);
        }

        context.Features.Set(principal); // for the audit trail
        return endpoint(context, principal, snapshot);
    };

    /// <summary>An endpoint that only runs for an admin key.</summary>
    public RequestDelegate RequireAdmin(Func<HttpContext, RouterSnapshot, Task> endpoint) => Require((context, principal, snapshot) => principal.Kind == PrincipalKind.Admin
        ? endpoint(context, snapshot)
        : ErrorWriter.WriteAsync(context, RouterError.Of(403, "This needs the admin key of this gateway (\"admin.key\", or the one that the first start made).") with { ShouldRetry = false }));
}
