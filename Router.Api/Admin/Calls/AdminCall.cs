using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Calls;

/// <summary>One request to the admin API, and who sends it.</summary>
/// <param name="Context">The request.</param>
/// <param name="Principal">Whose key it carries.</param>
/// <param name="Snapshot">The configuration that it came in under.</param>
internal sealed record AdminCall(HttpContext Context, Principal Principal, RouterSnapshot Snapshot)
{
    /// <summary>Who wants something done, and where he comes from.</summary>
    public AdminCaller Caller => new(Principal, Context.TraceIdentifier, Context.Connection.RemoteIpAddress?.ToString());

    /// <summary>The id that the address names.</summary>
    public string Id => (string)Context.Request.RouteValues["id"]!;

    /// <summary>The name that the address names.</summary>
    public string Name => (string)Context.Request.RouteValues["name"]!;

    /// <summary>The tenant that is meant: the one that is asked for, else the caller's own.</summary>
    public string Tenant => Query("tenant") ?? Principal.Tenant;

    /// <summary>A parameter of the query; null when it is not there or empty.</summary>
    public string? Query(string name) => Context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>A header; null when it is not there or empty.</summary>
    public string? Header(string name) => Context.Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    public static RouterError Forbidden(string what) => AdminErrors.Of(CallerAccess.Forbidden(what));
}
