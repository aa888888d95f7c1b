using System.Text;
using System.Text.Json;

namespace Router.Protocol.Json;

/// <summary>
/// Reads names and texts of other people's JSON. Half a surrogate pair (<c>"cut \ud83d"</c>, which JavaScript writes when it shortens text)
/// and bytes that are not UTF-8 are valid for the reader, but make its methods throw that unescape; here they equal nothing and read as they stand.
/// </summary>
internal static class JsonText
{
    /// <summary>Whether the name or text that the reader stands on is this one.</summary>
    public static bool Is(in Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.SequenceEqual(text);
        }

        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The name or text that the reader stands on; null when it can't be unescaped.</summary>
    public static string? Find(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name or text that the reader stands on; one that can't be unescaped with its escapes and with replacement characters.</summary>
    public static string Read(in Utf8JsonReader reader) => Find(reader) ?? Encoding.UTF8.GetString(reader.ValueSpan);
}
