using System.Buffers;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>Writes a message in one piece. Nothing reaches the output before the message is complete.</summary>
internal sealed class MessageBodySink(IBufferWriter<byte> output, DegradationNotes notes) : IMessageSink
{
    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly ArrayBufferWriter<byte> _input = new();
    private string? _id;
    private string? _model;
    private bool _inTool;

    public void StartMessage(string id, string model, MessageUsage usage) => (_id, _model) = (id, model);

    public void StartText(int index)
    {
        Begin(index);
        _content.Write("{\"type\":\"text\",\"text\":\""u8);
    }

    public void StartThinking(int index)
    {
        Begin(index);
        _content.Write("{\"type\":\"thinking\",\"thinking\":\""u8);
    }

    public void StartToolUse(int index, string id, string name)
    {
        Begin(index);
        _content.Write("{\"type\":\"tool_use\",\"id\":"u8);
        AnswerParts.WriteText(_content, id);
        _content.Write(",\"name\":"u8);
        AnswerParts.WriteText(_content, name);
        _content.Write(",\"input\":"u8);
        _input.ResetWrittenCount();
        _inTool = true;
    }

    public void AddRedacted(int index, string data)
    {
        Begin(index);
        _content.Write("{\"type\":\"redacted_thinking\",\"data\":"u8);
        AnswerParts.WriteText(_content, data);
        _content.Write("}"u8);
    }

    public void AddSearch(int index, string id, WebSearchResult search)
    {
        Begin(index);
        _content.Write("{\"type\":\"server_tool_use\",\"id\":"u8);
        AnswerParts.WriteText(_content, id);
        _content.Write(",\"name\":\"web_search\",\"input\":"u8);
        _content.Write(AnswerParts.SearchInput(search));
        _content.Write("},"u8);
        AnswerParts.WriteSearchResult(_content, id, search);
    }

    public void AddText(int index, ReadOnlySpan<byte> text) => JsonEscape.Write(_content, text);

    public void AddThinking(int index, ReadOnlySpan<byte> text) => JsonEscape.Write(_content, text);

    public void AddInput(int index, ReadOnlySpan<byte> json) => _input.Write(json);

    public void AddSignature(int index, string signature)
    {
        _content.Write("\",\"signature\":\""u8);
        JsonEscape.Write(_content, System.Text.Encoding.UTF8.GetBytes(signature));
    }

    public void StopBlock(int index)
    {
        if (!_inTool)
        {
            _content.Write("\"}"u8);
            return;
        }

        _inTool = false;
        if (JsonCursor.TryWhole(_input.WrittenSpan, out JsonRange whole))
        {
            _content.Write(whole.In(_input.WrittenSpan));
        }
        else
        {
            // A message can't hold half an object, and half an input must not run as if it were whole: an empty one fails the tool's own check.
            notes.Add("tool-input-unreadable");
            _content.Write("{}"u8);
        }

        _content.Write("}"u8);
    }

    public void EndMessage(MessageEnd end)
    {
        output.Write("{\"id\":"u8);
        AnswerParts.WriteText(output, _id);
        output.Write(",\"type\":\"message\",\"role\":\"assistant\",\"model\":"u8);
        AnswerParts.WriteText(output, _model);
        output.Write(",\"content\":["u8);
        output.Write(_content.WrittenSpan);
        output.Write("],"u8);
        AnswerParts.WriteStop(output, end);
        output.Write(",\"usage\":"u8);
        AnswerParts.WriteUsage(output, end.Usage, end.Thinking, end.Searches);
        output.Write("}"u8);
    }

    private void Begin(int index)
    {
        if (index > 0)
        {
            _content.Write(","u8);
        }
    }
}
