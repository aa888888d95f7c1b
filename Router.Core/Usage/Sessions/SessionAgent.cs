using System.Collections.Immutable;

namespace Router.Core.Usage.Sessions;

/// <summary>An agent of a session.</summary>
/// <param name="Id">The client's name for it, or <see cref="UsageBook.Others"/> for those that are not told apart.</param>
/// <param name="Model">The model that it asked for last.</param>
/// <param name="First">When its first request that is known ended.</param>
/// <param name="Last">When its last one did.</param>
/// <param name="Own">What it used itself.</param>
/// <param name="Total">What it and all agents below it used.</param>
/// <param name="Agents">The agents that it started.</param>
public sealed record SessionAgent(string Id, string Model, DateTimeOffset First, DateTimeOffset Last, UsageSum Own, UsageSum Total, ImmutableArray<SessionAgent> Agents);
