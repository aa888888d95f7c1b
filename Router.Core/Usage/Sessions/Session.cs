using System.Collections.Immutable;

namespace Router.Core.Usage.Sessions;

/// <summary>A client's session: what it used, and its agents as a tree.</summary>
/// <param name="Id">The client's name for it; of two users with the same name each has a session of his own.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Team">The team; null for none.</param>
/// <param name="User">The user.</param>
/// <param name="First">When its first request that is known ended.</param>
/// <param name="Last">When its last one did.</param>
/// <param name="Own">What it used itself.</param>
/// <param name="Total">What it and all its agents used.</param>
/// <param name="Agents">The agents that it started, each with its own.</param>
public sealed record Session(
    string Id, string Tenant, string? Team, string User, DateTimeOffset First, DateTimeOffset Last, UsageSum Own, UsageSum Total, ImmutableArray<SessionAgent> Agents);
