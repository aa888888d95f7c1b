using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Digests;

/// <summary>Hashes lists of blocks or tools without their cache marks. A mark is one only where the API has marks: what looks like one in a call's input or a tool's schema counts.</summary>
internal static class BlockDigest
{
    /// <summary>Hashes a value that is a text or a list of blocks.</summary>
    /// <returns>Whether it holds a call of a tool or its result.</returns>
    public static bool WriteList(ref Utf8JsonReader reader, DigestWriter digest, bool isSystem = false)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            ValueDigest.Write(ref reader, digest);
            return false;
        }

        bool hasTools = false, isFirst = true;
        ValueDigest.WriteToken(reader, digest);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (isSystem && isFirst && reader.TokenType == JsonTokenType.StartObject && Attribution.IsBlock(reader))
            {
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                hasTools |= WriteBlock(ref reader, digest);
            }
            else
            {
                ValueDigest.Write(ref reader, digest);
            }

            isFirst = false;
        }

        ValueDigest.WriteToken(reader, digest);
        return hasTools;
    }

    private static bool WriteBlock(ref Utf8JsonReader reader, DigestWriter digest)
    {
        bool hasTools = false;
        ValueDigest.WriteToken(reader, digest);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMark = JsonText.Is(reader, "cache_control"u8), isType = JsonText.Is(reader, "type"u8), isContent = JsonText.Is(reader, "content"u8);
            if (isMark)
            {
                reader.Read();
                reader.Skip();
                continue;
            }

            ValueDigest.WriteToken(reader, digest);
            reader.Read();
            hasTools |= isType && !IsPlain(reader);
            if (isContent)
            {
                hasTools |= WriteList(ref reader, digest);
            }
            else
            {
                ValueDigest.Write(ref reader, digest);
            }
        }

        ValueDigest.WriteToken(reader, digest);
        return hasTools;
    }

    /// <summary>Whether a block of this type is neither call nor result; what this version does not know may be either.</summary>
    private static bool IsPlain(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        && (JsonText.Is(reader, "text"u8) || JsonText.Is(reader, "image"u8) || JsonText.Is(reader, "document"u8) || JsonText.Is(reader, "thinking"u8) || JsonText.Is(reader, "redacted_thinking"u8));
}
