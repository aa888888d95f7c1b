using System.Collections.Immutable;

namespace Router.Core.Usage.Sessions;

/// <summary>A session as it is stored.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user.</param>
/// <param name="Id">The client's name for it.</param>
/// <param name="Team">The user's team when he used it last; null for none.</param>
/// <param name="Last">When its last request ended.</param>
/// <param name="Agents">What it and its agents used, in the order of their first requests.</param>
public sealed record SessionUse(string Tenant, string User, string Id, string? Team, DateTimeOffset Last, ImmutableArray<AgentUse> Agents);
