using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Protocol.Translation.Answers;

/// <summary>The pieces of JSON that a stream's events and a whole message have in common.</summary>
internal static class AnswerParts
{
    /// <summary><c>{"input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":3,"server_tool_use":{"web_search_requests":1}}</c></summary>
    public static void WriteUsage(IBufferWriter<byte> output, MessageUsage usage, long? thinking = null, int searches = 0)
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

        if (searches > 0)
        {
            output.Write(",\"server_tool_use\":{\"web_search_requests\":"u8);
            WriteNumber(output, searches);
            output.Write("}"u8);
        }

        output.Write("}"u8);
    }

    /// <summary><c>{"query":"weather in Bern"}</c></summary>
    public static byte[] SearchInput(WebSearchResult search)
    {
        var input = new ArrayBufferWriter<byte>();
        input.Write("{\"query\":"u8);
        WriteText(input, search.Query);
        input.Write("}"u8);
        return input.WrittenSpan.ToArray();
    }

    /// <summary>
    /// A whole web_search_tool_result. <c>encrypted_content</c> is Anthropic's own; nobody else can make one.
    /// <code>{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://…","title":"…","encrypted_content":"","page_age":null}]}</code>
    /// </summary>
    public static void WriteSearchResult(IBufferWriter<byte> output, string id, WebSearchResult search)
    {
        output.Write("{\"type\":\"web_search_tool_result\",\"tool_use_id\":"u8);
        WriteText(output, id);
        output.Write(",\"content\":"u8);
        if (search.Links is not { } links)
        {
            output.Write("{\"type\":\"web_search_tool_result_error\",\"error_code\":\"unavailable\"}}"u8);
            return;
        }

        for (int index = 0; index < links.Count; index++)
        {
            output.Write(index == 0 ? "["u8 : ","u8);
            output.Write("{\"type\":\"web_search_result\",\"url\":"u8);
            WriteText(output, links[index].Url);
            output.Write(",\"title\":"u8);
            WriteText(output, links[index].Title);
            output.Write(",\"encrypted_content\":\"\",\"page_age\":null}"u8);
        }

        output.Write("]}"u8);
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
