using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Protocol.Translation.Answers;

/// <summary>The pieces of JSON that a stream's events and a whole message have in common.</summary>
internal static class AnswerParts
{
    /// <summary><c>{"input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":3}</c></summary>
    public static void WriteUsage(IBufferWriter<byte> output, MessageUsage usage, long? thinking)
    {
        output.Write("{\"input_tokens\":"u8);
        WriteNumber(output, usage.Input);
        output.Write(",\"cache_creation_input_tokens\":"u8);
        WriteNumber(output, usage.CacheWrite);
        output.Write(",\"cache_read_input_tokens\":"u8);
        WriteNumber(output, usage.CacheRead);
        output.Write(",\"output_tokens\":"u8);
        WriteNumber(output, usage.Output);
        if (thinking is { } tokens)
        {
            output.Write(",\"output_tokens_details\":{\"thinking_tokens\":"u8);
            WriteNumber(output, tokens);
            output.Write("}"u8);
        }

        output.Write("}"u8);
    }

    /// <summary><c>"stop_reason":"end_turn","stop_sequence":null,"stop_details":null</c></summary>
    public static void WriteStop(IBufferWriter<byte> output, MessageEnd end)
    {
        output.Write("\"stop_reason\":"u8);
        WriteText(output, end.StopReason);
        output.Write(",\"stop_sequence\":"u8);
        WriteText(output, end.StopSequence);
        output.Write(",\"stop_details\":"u8);
        if (end.StopReason == StopReasons.Refusal)
        {
            output.Write("{\"type\":\"refusal\",\"category\":null,\"explanation\":"u8);
            WriteText(output, end.Explanation);
            output.Write("}"u8);
        }
        else
        {
            output.Write("null"u8);
        }
    }

    /// <summary>A JSON text with its quotes, or null.</summary>
    public static void WriteText(IBufferWriter<byte> output, string? text)
    {
        if (text is null)
        {
            output.Write("null"u8);
            return;
        }

        output.Write("\""u8);
        JsonEscape.Write(output, Encoding.UTF8.GetBytes(text));
        output.Write("\""u8);
    }

    public static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(20), out int length);
        output.Advance(length);
    }
}
