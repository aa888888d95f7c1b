using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract.Acts;

/// <summary>Who acts, and what the audit trail keeps of where he comes from.</summary>
/// <param name="Principal">Whose key he signed in with.</param>
/// <param name="RequestId">The id of the request, or of what else brought the act here.</param>
/// <param name="Address">Where he comes from; null when that is unknown.</param>
public sealed record AdminCaller(Principal Principal, string RequestId, string? Address)
{
    /// <summary>The same for the record of what he changes.</summary>
    public Requester AsRequester() => new(Principal.Tenant, Principal.User, Principal.KeyId, RequestId, Address);
}
