using Router.Protocol.Errors;

namespace Router.Protocol.Translation;

/// <summary>Why an answer that came with HTTP 200 is none.</summary>
/// <param name="Kind">The stage.</param>
/// <param name="Status">The HTTP status that it stands for, 400 to 599.</param>
/// <param name="Error">The provider's words; null when it said nothing.</param>
/// <param name="Body">The raw bytes that said so, for the error readers; may be empty.</param>
public sealed record AnswerFailure(AnswerFailureKind Kind, int Status, ProviderError? Error, byte[] Body);
