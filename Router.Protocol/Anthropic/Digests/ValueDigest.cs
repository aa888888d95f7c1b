using System.Buffers;
using System.Text.Json;

namespace Router.Protocol.Anthropic.Digests;

/// <summary>
/// Hashes JSON values by what they say: white space outside of texts and the way a text is escaped don't count, everything else does, the order of
/// members too, since models see it.
/// </summary>
internal static class ValueDigest
{
    private const byte Text = (byte)'s';
    private const byte BrokenText = (byte)'x';

    /// <summary>Hashes the value that the reader stands on, and leaves the reader at its last token.</summary>
    public static void Write(ref Utf8JsonReader reader, DigestWriter digest)
    {
        int depth = reader.CurrentDepth;
        while (true)
        {
            WriteToken(reader, digest);
            if (reader.CurrentDepth == depth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return;
            }

            reader.Read();
        }
    }

    /// <summary>Hashes one token.</summary>
    public static void WriteToken(in Utf8JsonReader reader, DigestWriter digest)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped:
                WriteEscaped(reader, digest);
                break;
            case JsonTokenType.String or JsonTokenType.PropertyName:
                digest.Write(Text, reader.ValueSpan);
                break;
            default:
                digest.Write((byte)reader.TokenType, reader.ValueSpan); // numbers as they are written: 1 and 1.0 are not one for all providers
                break;
        }
    }

    private static void WriteEscaped(in Utf8JsonReader reader, DigestWriter digest)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            int length = reader.CopyString(buffer);
            digest.Write(Text, buffer.AsSpan(0, length));
        }
        catch (InvalidOperationException)
        {
            digest.Write(BrokenText, reader.ValueSpan); // half a surrogate pair, or bytes that are not UTF-8: only the very same text is the same
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
