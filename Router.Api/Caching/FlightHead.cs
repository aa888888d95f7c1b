using System.Collections.Immutable;
using Router.Core.Routing;

namespace Router.Api.Caching;

/// <summary>How a shared answer began.</summary>
/// <param name="Target">The target that answers.</param>
/// <param name="Passed">The provider's headers, for the client that it was asked for.</param>
/// <param name="ContentType">The provider's content type; null for the usual one.</param>
/// <param name="IsPlanned">Whether it answers the very body that was compared; a filter may put another in place for another target, and then nobody can share it.</param>
internal sealed record FlightHead(Target Target, ImmutableArray<KeyValuePair<string, string>> Passed, string? ContentType, bool IsPlanned);
