using System.Text;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Collecting;

/// <summary>What <c>message_delta</c> events say: how the message ended, and its usage. A later value replaces an earlier one, unless it is null.</summary>
internal sealed class MessageEnd
{
    /// <summary>Members of the message in the order in which they came: name and JSON.</summary>
    public List<KeyValuePair<string, byte[]>> Members { get; } = [];

    /// <summary>Members of its usage.</summary>
    public List<KeyValuePair<string, byte[]>> Usage { get; } = [];

    /// <summary>Takes an event; false when it has no delta.</summary>
    public bool Take(ReadOnlySpan<byte> data)
    {
        bool hasDelta = false;
        var walk = new MemberWalk(data);
        while (walk.IsObject && walk.Next())
        {
            ReadOnlySpan<byte> value = data.Slice(walk.Start, walk.Length);
            if (walk.Is("delta"u8))
            {
                hasDelta = walk.Kind == JsonTokenType.StartObject;
                AddAll(Members, value);
            }
            else if (walk.Is("usage"u8))
            {
                AddAll(Usage, value);
            }
            else if (walk.Is("context_management"u8))
            {
                Set(Members, "context_management", value);
            }
        }

        return hasDelta;
    }

    /// <summary>Adds the members of an object.</summary>
    public static void AddAll(List<KeyValuePair<string, byte[]>> members, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Encoding.UTF8.GetString(reader.ValueSpan); // as escaped as it stands
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            Set(members, name, json[start..(int)reader.BytesConsumed]);
        }
    }

    private static void Set(List<KeyValuePair<string, byte[]>> members, string name, ReadOnlySpan<byte> value)
    {
        int place = members.FindIndex(member => string.Equals(member.Key, name, StringComparison.Ordinal));
        if (place < 0)
        {
            members.Add(KeyValuePair.Create(name, value.ToArray()));
        }
        else if (!value.SequenceEqual("null"u8))
        {
            members[place] = KeyValuePair.Create(name, value.ToArray());
        }
    }
}
