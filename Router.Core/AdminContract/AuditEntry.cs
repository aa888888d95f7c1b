using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract;

/// <summary>An administrative act; never a secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When.</param>
/// <param name="Action">What was done, for example <c>key.created</c>.</param>
/// <param name="Tenant">The tenant that it was done to; null for what belongs to none.</param>
/// <param name="Entry">The id of what it was done to.</param>
/// <param name="ActorTenant">The tenant of who did it.</param>
/// <param name="ActorUser">Who did it.</param>
/// <param name="ActorKey">The id of his key.</param>
/// <param name="RequestId">The request.</param>
/// <param name="Address">Where it came from; null when unknown.</param>
public sealed record AuditEntry(
    string Id, DateTimeOffset At, string Action, string? Tenant, string Entry, string ActorTenant, string ActorUser, string ActorKey, string RequestId, string? Address)
{
    /// <summary>Which fields have other values, of what was changed.</summary>
    public ImmutableArray<FieldChange> Changes { get; init; } = [];
}
