using System.Buffers;
using System.Text.Json;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>One item of <c>reasoning_details</c>, grown from its pieces.</summary>
internal sealed class ReasoningDetail
{
    private readonly List<Member> _members = [];

    /// <summary>The number of the array that last added to it.</summary>
    public long LastArray { get; set; }

    /// <summary>Whether a piece belongs to this item: same type, same index, no other id; without an index the last item's texts go on.</summary>
    public bool IsContinuedBy(ReadOnlySpan<byte> json, JsonRange piece, bool isLast)
    {
        JsonRange type = JsonCursor.Find(json, piece, "type"u8);
        if (!Equal("type"u8, json, type) || Differ("id"u8, json, JsonCursor.Find(json, piece, "id"u8)))
        {
            return false;
        }

        JsonRange index = JsonCursor.Find(json, piece, "index"u8);
        return index.HasValue ? Equal("index"u8, json, index)
            : isLast && Find("index"u8) is null && !type.In(json).SequenceEqual("reasoning.encrypted"u8);
    }

    /// <summary>Adds a piece: texts grow, other members take their newest value that is not null.</summary>
    public void Merge(ReadOnlySpan<byte> json, JsonRange piece)
    {
        var members = new JsonCursor(json, piece);
        while (members.Next())
        {
            Member? known = Find(members.RawName);
            if (known is null)
            {
                known = new Member(members.RawName.ToArray());
                _members.Add(known);
            }
            else if (known.Token == JsonTokenType.String && members.Value.IsText && IsText(members.RawName))
            {
                known.Value.Write(members.Content);
                continue;
            }
            else if (!members.Value.HasValue)
            {
                continue;
            }

            known.Token = members.Value.Token;
            known.Value.ResetWrittenCount();
            known.Value.Write(members.Content);
        }
    }

    public void Write(IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        for (int index = 0; index < _members.Count; index++)
        {
            Member member = _members[index];
            output.Write(index > 0 ? ",\""u8 : "\""u8);
            output.Write(member.Name);
            output.Write(member.Token == JsonTokenType.String ? "\":\""u8 : "\":"u8);
            output.Write(member.Value.WrittenSpan);
            output.Write(member.Token == JsonTokenType.String ? "\""u8 : default);
        }

        output.Write("}"u8);
    }

    private static bool IsText(ReadOnlySpan<byte> name) => name.SequenceEqual("text"u8) || name.SequenceEqual("summary"u8) || name.SequenceEqual("data"u8);

    private bool Equal(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json, JsonRange value) =>
        Find(name) is { } member && member.Token == value.Token && member.Value.WrittenSpan.SequenceEqual(value.In(json));

    private bool Differ(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json, JsonRange value) =>
        value.HasValue && Find(name) is { Token: not JsonTokenType.Null } && !Equal(name, json, value);

    private Member? Find(ReadOnlySpan<byte> name)
    {
        foreach (Member member in _members)
        {
            if (name.SequenceEqual(member.Name))
            {
                return member;
            }
        }

        return null;
    }

    private sealed class Member(byte[] name)
    {
        public byte[] Name { get; } = name;

        public JsonTokenType Token { get; set; }

        public ArrayBufferWriter<byte> Value { get; } = new(16);
    }
}
