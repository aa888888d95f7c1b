namespace Router.Protocol.Translation.Answers;

/// <summary>One search, as its two blocks tell it.</summary>
/// <param name="Query">What was searched for.</param>
/// <param name="Links">What was found; null when nobody searched.</param>
internal sealed record WebSearchResult(string Query, IReadOnlyList<WebLink>? Links);
