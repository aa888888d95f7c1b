using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Looks into the value of one field.</summary>
internal static class FieldValue
{
    /// <summary>Where a member's value stands within an object; null when there is none, or no object. Of a name that is given twice the last counts.</summary>
    public static Range? Find(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name)
    {
        Range? found = null;
        var walk = new MemberWalk(value);
        while (walk.IsObject && walk.Next())
        {
            if (walk.Is(name))
            {
                found = walk.Start..(walk.Start + walk.Length);
            }
        }

        return found;
    }

    /// <summary>A member's text; null when it has none.</summary>
    public static string? Text(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name)
    {
        if (Find(value, name) is not { } range)
        {
            return null;
        }

        var reader = new Utf8JsonReader(value[range]);
        return reader.Read() && reader.TokenType == JsonTokenType.String ? JsonText.Find(reader) : null;
    }

    /// <summary>Whether an object has no members.</summary>
    public static bool IsEmpty(ReadOnlySpan<byte> value)
    {
        var walk = new MemberWalk(value);
        return !walk.IsObject || !walk.Next();
    }
}
