namespace Router.Core.Spend.Answers;

/// <summary>The answer to a request for more.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="OutputTokens">The output tokens that are covered now.</param>
/// <param name="Refusal">Why not more; null when extended.</param>
public readonly record struct ExtendAnswer(ExtendAnswerKind Kind, long OutputTokens, SpendRefusal? Refusal);
