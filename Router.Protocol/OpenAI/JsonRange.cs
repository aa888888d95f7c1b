using System.Text.Json;

namespace Router.Protocol.OpenAI;

/// <summary>Where a value stands in a JSON text, so that it can be looked at later without a copy.</summary>
/// <param name="Start">The first byte: behind the opening quote of a text, else the value's first byte.</param>
/// <param name="Length">The length in bytes, without the quotes of a text.</param>
/// <param name="Token">The value's first token; <see cref="JsonTokenType.None"/> when it is absent.</param>
/// <param name="IsEscaped">A text that holds escapes.</param>
internal readonly record struct JsonRange(int Start, int Length, JsonTokenType Token, bool IsEscaped)
{
    public bool IsText => Token == JsonTokenType.String;

    public bool IsObject => Token == JsonTokenType.StartObject;

    public bool IsArray => Token == JsonTokenType.StartArray;

    /// <summary>There, and not <c>null</c>.</summary>
    public bool HasValue => Token is not (JsonTokenType.None or JsonTokenType.Null);

    /// <summary>A text with at least one byte.</summary>
    public bool HasText => IsText && Length > 0;

    /// <summary>An array or object with at least one byte between its brackets.</summary>
    public bool HasElements => (IsArray || IsObject) && Length > 2;

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}
