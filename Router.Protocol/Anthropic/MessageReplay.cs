using System.Buffers;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>
/// Tells an answer in one piece as the stream that it would have been: message_start, each block, message_delta, message_stop. Values are
/// copied as they stand and never unescaped, so that a client aggregates the very same message.
/// </summary>
public static class MessageReplay
{
    /// <summary>Writes the events.</summary>
    /// <param name="message">A whole message: <c>{"id":"msg_1","type":"message","content":[…],"stop_reason":"end_turn","usage":{…}}</c>.</param>
    /// <param name="output">Where the events go; nothing is written when the message is none.</param>
    /// <param name="model">The JSON text, quotes included, that stands for the message's model; empty to keep it.</param>
    /// <returns>False when the bytes are not one JSON object whose content is an array of objects.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> message, IBufferWriter<byte> output, ReadOnlyMemory<byte> model = default)
    {
        ReadOnlySpan<byte> line = OneLine(message);
        try
        {
            if (MessageParts.Find(line, model) is not { } parts)
            {
                return false;
            }

            WriteStart(output, line, parts);
            for (int index = 0; index < parts.Blocks.Count; index++)
            {
                BlockReplay.Write(output, index, line[parts.Blocks[index]]);
            }

            WriteEnd(output, line, parts);
            return true;
        }
        catch (JsonException)
        {
            return false; // thrown by Find only, before anything is written: it reads the bytes to their end
        }
    }

    // Data of an event is one line. A line break in valid JSON can only be white space: within a text it is escaped.
    private static ReadOnlySpan<byte> OneLine(ReadOnlySpan<byte> message)
    {
        if (!message.ContainsAny((byte)'\n', (byte)'\r'))
        {
            return message;
        }

        byte[] line = message.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }

    private static void WriteStart(IBufferWriter<byte> output, ReadOnlySpan<byte> line, MessageParts parts)
    {
        output.Write("event: message_start\ndata: {\"type\":\"message_start\",\"message\":"u8);
        output.WriteEdited(line, parts.StartEdits);
        output.Write("}\n\n"u8);
    }

    private static void WriteEnd(IBufferWriter<byte> output, ReadOnlySpan<byte> line, MessageParts parts)
    {
        output.Write("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"u8);
        output.Write(parts.StopReason is { } reason ? line[reason] : "null"u8);
        output.Write(",\"stop_sequence\":"u8);
        output.Write(parts.StopSequence is { } sequence ? line[sequence] : "null"u8);
        WriteMember(output, ",\"stop_details\":"u8, line, parts.StopDetails);
        WriteMember(output, ",\"container\":"u8, line, parts.Container);
        output.Write("}"u8);
        WriteMember(output, ",\"context_management\":"u8, line, parts.ContextManagement);
        output.Write(",\"usage\":"u8);
        if (parts.Usage is { } usage)
        {
            output.WriteEdited(line[usage], parts.UsageEdits);
        }
        else
        {
            output.Write("{\"output_tokens\":0}"u8); // both official accumulators read it and fail without
        }

        output.Write("}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"u8);
    }

    private static void WriteMember(IBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> line, Range? value)
    {
        if (value is { } found)
        {
            output.Write(name);
            output.Write(line[found]);
        }
    }
}
