namespace Router.Protocol.Translation;

/// <summary>A request that wants the web searched, as Claude Code's WebSearch tool asks for it.</summary>
/// <param name="Query">What is searched for; perhaps empty.</param>
/// <param name="IsAvailable">Whether the provider searches by itself; false when the answer must say that nobody did.</param>
public sealed record WebSearchTerms(string Query, bool IsAvailable);
