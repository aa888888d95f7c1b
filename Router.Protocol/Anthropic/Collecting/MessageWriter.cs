using System.Buffers;
using System.Text;

namespace Router.Protocol.Anthropic.Collecting;

/// <summary>Writes the message of a stream: message_start's, with the content, the end and the usage that came later.</summary>
internal static class MessageWriter
{
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> start, ReadOnlySpan<byte> content, MessageEnd end)
    {
        List<KeyValuePair<string, byte[]>> members = [], usage = [];
        MessageEnd.AddAll(members, start);
        foreach (KeyValuePair<string, byte[]> member in members.Where(static member => member.Key == "usage"))
        {
            MessageEnd.AddAll(usage, member.Value);
        }

        var text = new ArrayBufferWriter<byte>();
        WriteObject(text, Merged(usage, end.Usage));
        end.Members.Add(KeyValuePair.Create("usage", text.WrittenSpan.ToArray()));
        end.Members.Add(KeyValuePair.Create<string, byte[]>("content", [(byte)'[', .. content, (byte)']']));
        WriteObject(output, Merged(members, end.Members));
    }

    private static List<KeyValuePair<string, byte[]>> Merged(List<KeyValuePair<string, byte[]>> first, List<KeyValuePair<string, byte[]>> later)
    {
        foreach (KeyValuePair<string, byte[]> member in later)
        {
            int place = first.FindIndex(known => string.Equals(known.Key, member.Key, StringComparison.Ordinal));
            if (place < 0)
            {
                first.Add(member);
            }
            else if (!member.Value.AsSpan().SequenceEqual("null"u8))
            {
                first[place] = member;
            }
        }

        return first;
    }

    private static void WriteObject(IBufferWriter<byte> output, List<KeyValuePair<string, byte[]>> members)
    {
        output.Write("{"u8);
        for (int index = 0; index < members.Count; index++)
        {
            output.Write(index == 0 ? "\""u8 : ",\""u8);
            output.Write(Encoding.UTF8.GetBytes(members[index].Key));
            output.Write("\":"u8);
            output.Write(members[index].Value);
        }

        output.Write("}"u8);
    }
}
