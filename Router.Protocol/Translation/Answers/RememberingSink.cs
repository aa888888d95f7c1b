using System.Buffers;
using System.Text;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Passes a message on and remembers the reasoning in front of each of its tool calls. Only a message that came to its end is remembered: of
/// another the client makes no history.
/// </summary>
internal sealed class RememberingSink(IMessageSink inner, IReasoningMemory memory) : IMessageSink
{
    private readonly List<(string Id, ToolCallReasoning Reasoning)> _calls = [];
    private readonly ArrayBufferWriter<byte> _thinking = new();
    private string? _details;
    private string? _signature;

    /// <summary>The sink itself where nothing is to be remembered.</summary>
    public static IMessageSink Around(IMessageSink sink, AnswerTerms terms) =>
        terms is { Memory: { } memory, Capabilities.WantsReasoningBack: true } ? new RememberingSink(sink, memory) : sink;

    public void StartMessage(string id, string model, MessageUsage usage) => inner.StartMessage(id, model, usage);

    public void StartText(int index)
    {
        _signature = null; // it was the text's
        inner.StartText(index);
    }

    public void StartThinking(int index)
    {
        if (_thinking.WrittenCount > 0)
        {
            _thinking.Write("\n\n"u8);
        }

        inner.StartThinking(index);
    }

    public void StartToolUse(int index, string id, string name)
    {
        var reasoning = new ToolCallReasoning(_thinking.WrittenCount > 0 ? Encoding.UTF8.GetString(_thinking.WrittenSpan) : null, _details, _signature);
        if (reasoning.Length > 0)
        {
            _calls.Add((id, reasoning));
        }

        _thinking.ResetWrittenCount();
        (_details, _signature) = (null, null);
        inner.StartToolUse(index, id, name);
    }

    public void AddRedacted(int index, string data)
    {
        TakeCarrier(data);
        inner.AddRedacted(index, data);
    }

    public void AddSearch(int index, string id, WebSearchResult search) => inner.AddSearch(index, id, search);

    public void AddText(int index, ReadOnlySpan<byte> text) => inner.AddText(index, text);

    public void AddThinking(int index, ReadOnlySpan<byte> text)
    {
        _thinking.Write(text);
        inner.AddThinking(index, text);
    }

    public void AddInput(int index, ReadOnlySpan<byte> json) => inner.AddInput(index, json);

    public void AddSignature(int index, string signature)
    {
        TakeCarrier(signature);
        inner.AddSignature(index, signature);
    }

    public void StopBlock(int index) => inner.StopBlock(index);

    public void EndMessage(MessageEnd end)
    {
        _calls.ForEach(call => memory.Keep(call.Id, call.Reasoning));
        inner.EndMessage(end);
    }

    private void TakeCarrier(string carrier)
    {
        ReasoningCarrier.TryRead(carrier, out CarriedKind kind, out byte[] payload);
        switch (kind)
        {
            case CarriedKind.Details:
                _details = Encoding.UTF8.GetString(payload);
                break;
            case CarriedKind.Signature:
                _signature = Encoding.UTF8.GetString(payload);
                break;
        }
    }
}
