using System.Collections.Immutable;

namespace Router.Core.Spend.Answers;

/// <summary>A refusal as a client gets it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">Anthropic's error type.</param>
/// <param name="Message">The sentence for the user.</param>
/// <param name="Headers">The headers.</param>
public sealed record ClientAnswer(int Status, string Type, string Message, ImmutableArray<KeyValuePair<string, string>> Headers);
