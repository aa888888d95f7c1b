using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Collecting;

/// <summary>Reads and edits an answer in one piece.</summary>
public static class WholeMessage
{
    private static readonly byte[] NoUsage = "{\"input_tokens\":0,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":0}"u8.ToArray();

    /// <summary>Why it ended; null when it does not say so, or is no message.</summary>
    public static string? StopReason(ReadOnlySpan<byte> message)
    {
        try
        {
            return MessageParts.Find(message, default) is { StopReason: { } reason } && message[reason] is [(byte)'"', .. var text, (byte)'"'] ? Encoding.UTF8.GetString(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Copies a message with other usage or other ids.</summary>
    /// <param name="message">A message whose <see cref="StopReason"/> is known.</param>
    /// <param name="zeroUsage">Whether its usage becomes 0.</param>
    /// <param name="freshIds">Whether it and its tool calls get ids that were never used: one conversation must not hold an id twice, and Claude Code takes two answers of one id for one.</param>
    public static byte[] Copy(ReadOnlySpan<byte> message, bool zeroUsage, bool freshIds)
    {
        MessageParts parts = MessageParts.Find(message, default)!;
        List<BodyEdit> edits = [];
        if (zeroUsage && parts.Usage is { } usage)
        {
            edits.Add(new BodyEdit(usage.Start.Value, usage.End.Value - usage.Start.Value, NoUsage));
        }

        if (freshIds && parts.Id is { } own)
        {
            edits.Add(new BodyEdit(own.Start.Value, own.End.Value - own.Start.Value, Encoding.UTF8.GetBytes($"\"msg_{RandomNumberGenerator.GetHexString(24, lowercase: true)}\"")));
        }

        foreach (Range block in freshIds ? parts.Blocks : [])
        {
            var walk = new MemberWalk(message[block]);
            (int Start, int Length) id = default;
            bool isCall = false;
            while (walk.Next())
            {
                ReadOnlySpan<byte> value = message[block].Slice(walk.Start, walk.Length);
                isCall |= walk.Is("type"u8) && value.SequenceEqual("\"tool_use\""u8);
                id = walk.Is("id"u8) ? (walk.Start, walk.Length) : id;
            }

            if (isCall && id.Length > 0)
            {
                edits.Add(new BodyEdit(block.Start.Value + id.Start, id.Length, Encoding.UTF8.GetBytes($"\"toolu_{RandomNumberGenerator.GetHexString(24, lowercase: true)}\"")));
            }
        }

        edits.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var output = new ArrayBufferWriter<byte>(message.Length + 256);
        output.WriteEdited(message, edits);
        return output.WrittenSpan.ToArray();
    }
}
