using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>Reads the answer of count_tokens: <c>{"input_tokens": 1234}</c>.</summary>
public static class CountReader
{
    /// <summary>The count, ≥ 1. A 0 is no count: no request is empty, and a client that believes it runs over its context.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="tokens">The tokens.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, out long tokens)
    {
        tokens = 0;
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool counts = JsonText.Is(reader, "input_tokens"u8);
                reader.Read();
                if (counts && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long count))
                {
                    tokens = count;
                }

                reader.Skip();
            }

            return tokens > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
