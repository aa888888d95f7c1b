using System.Collections.Immutable;

namespace Router.Core.AdminContract;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="HasMore">Whether there is more behind it.</param>
/// <param name="LastId">The id of the last one, to ask for what is behind it; null when nothing is on it, or when the list has no pages.</param>
public sealed record AdminPage<T>(ImmutableArray<T> Items, bool HasMore, string? LastId);
