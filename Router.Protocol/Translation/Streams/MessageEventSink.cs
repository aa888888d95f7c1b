using System.Buffers;
using System.Globalization;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Translation.Streams;

/// <summary>Writes a message as Anthropic's server-sent events, whole frames only.</summary>
internal sealed class MessageEventSink : IMessageSink
{
    // A text block has hundreds of deltas that begin alike.
    private byte[] _textHead = [];
    private int _textIndex = -1;

    /// <summary>Where frames go; set for the time of a call.</summary>
    public IBufferWriter<byte> Output { get; set; } = new ArrayBufferWriter<byte>();

    /// <summary>A block was begun, or the message was ended.</summary>
    public bool HasContent { get; private set; }

    /// <summary>message_delta was written.</summary>
    public bool HasDelta { get; private set; }

    public void StartMessage(string id, string model, MessageUsage usage)
    {
        Output.Write("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\""u8);
        JsonEscape.Write(Output, System.Text.Encoding.UTF8.GetBytes(id));
        Output.Write("\",\"type\":\"message\",\"role\":\"assistant\",\"model\":"u8);
        AnswerParts.WriteText(Output, model);
        Output.Write(",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"stop_details\":null,\"usage\":"u8);
        AnswerParts.WriteUsage(Output, usage);
        Output.Write("}}\n\n"u8);
    }

    public void StartText(int index)
    {
        BeginStart(index);
        Output.Write("{\"type\":\"text\",\"text\":\"\"}}\n\n"u8);
    }

    public void StartThinking(int index)
    {
        BeginStart(index);
        Output.Write("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}\n\n"u8);
    }

    public void StartToolUse(int index, string id, string name)
    {
        BeginStart(index);
        Output.Write("{\"type\":\"tool_use\",\"id\":"u8);
        AnswerParts.WriteText(Output, id);
        Output.Write(",\"name\":"u8);
        AnswerParts.WriteText(Output, name);
        Output.Write(",\"input\":{}}}\n\n"u8);
    }

    public void AddRedacted(int index, string data)
    {
        BeginStart(index);
        Output.Write("{\"type\":\"redacted_thinking\",\"data\":"u8);
        AnswerParts.WriteText(Output, data);
        Output.Write("}}\n\n"u8);
        StopBlock(index);
    }

    public void AddSearch(int index, string id, WebSearchResult search)
    {
        BeginStart(index);
        Output.Write("{\"type\":\"server_tool_use\",\"id\":"u8);
        AnswerParts.WriteText(Output, id);
        Output.Write(",\"name\":\"web_search\",\"input\":{}}}\n\n"u8);
        AddInput(index, AnswerParts.SearchInput(search));
        StopBlock(index);
        BeginStart(index + 1);
        AnswerParts.WriteSearchResult(Output, id, search);
        Output.Write("}\n\n"u8);
        StopBlock(index + 1);
    }

    public void AddText(int index, ReadOnlySpan<byte> text)
    {
        if (index != _textIndex)
        {
            _textIndex = index;
            _textHead = System.Text.Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":{index},\"delta\":{{\"type\":\"text_delta\",\"text\":\""));
        }

        Output.Write(_textHead);
        EndDelta(text);
    }

    public void AddThinking(int index, ReadOnlySpan<byte> text)
    {
        BeginDelta(index);
        Output.Write("{\"type\":\"thinking_delta\",\"thinking\":\""u8);
        EndDelta(text);
    }

    public void AddInput(int index, ReadOnlySpan<byte> json)
    {
        BeginDelta(index);
        Output.Write("{\"type\":\"input_json_delta\",\"partial_json\":\""u8);
        EndDelta(json);
    }

    public void AddSignature(int index, string signature)
    {
        BeginDelta(index);
        Output.Write("{\"type\":\"signature_delta\",\"signature\":\""u8);
        EndDelta(System.Text.Encoding.UTF8.GetBytes(signature));
    }

    public void StopBlock(int index)
    {
        Output.Write("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":"u8);
        AnswerParts.WriteNumber(Output, index);
        Output.Write("}\n\n"u8);
    }

    public void EndMessage(MessageEnd end)
    {
        HasContent = true;
        HasDelta = true;
        Output.Write("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{"u8);
        AnswerParts.WriteStop(Output, end);
        Output.Write("},\"usage\":"u8);
        AnswerParts.WriteUsage(Output, end.Usage, end.Thinking, end.Searches);
        Output.Write("}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"u8);
    }

    private void BeginStart(int index)
    {
        HasContent = true;
        Output.Write("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":"u8);
        AnswerParts.WriteNumber(Output, index);
        Output.Write(",\"content_block\":"u8);
    }

    private void BeginDelta(int index)
    {
        Output.Write("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"u8);
        AnswerParts.WriteNumber(Output, index);
        Output.Write(",\"delta\":"u8);
    }

    private void EndDelta(ReadOnlySpan<byte> text)
    {
        JsonEscape.Write(Output, text);
        Output.Write("\"}}\n\n"u8);
    }
}
