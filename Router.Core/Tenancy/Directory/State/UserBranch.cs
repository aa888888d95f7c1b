using System.Collections.Immutable;

namespace Router.Core.Tenancy.Directory.State;

/// <summary>A user and the ids of his keys, the oldest first.</summary>
internal sealed record UserBranch(User User, ImmutableArray<string> Keys);
