using System.Buffers;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Translation.Streams;

/// <summary>
/// Turns the frames of a chat-completions stream into the frames of an Anthropic message stream, as they come. One object a stream; after
/// <see cref="HasEnded"/> further frames are ignored.
/// </summary>
public sealed class ChatStreamTranslator
{
    private readonly MessageEventSink _sink = new();
    private readonly ChatAnswerReader _reader;

    /// <summary>A translator before the first frame.</summary>
    /// <param name="terms">What the request asked for.</param>
    /// <param name="notes">Takes the codes of what was lost.</param>
    public ChatStreamTranslator(AnswerTerms terms, DegradationNotes notes) => _reader = new ChatAnswerReader(terms, notes, RememberingSink.Around(_sink, terms));

    /// <summary>Something of the answer itself was written: a block, or the end of an empty answer. message_start does not count.</summary>
    public bool HasContent => _sink.HasContent;

    /// <summary>message_delta was written.</summary>
    public bool HasDelta => _sink.HasDelta;

    /// <summary>message_stop was written, or <see cref="Failure"/> is set.</summary>
    public bool HasEnded => _reader.HasEnded;

    /// <summary>The provider gave its reason to finish; only usage may still come.</summary>
    public bool HasFinished => _reader.HasFinished;

    /// <summary>Why the answer is none, or broke off; no event is written for it, and a block that was open stays open.</summary>
    public AnswerFailure? Failure => _reader.Failure;

    /// <summary>The tokens so far, estimated where the provider did not tell.</summary>
    public MessageUsage Usage => _reader.Usage;

    /// <summary>Takes one frame.</summary>
    /// <param name="eventName">Its event name; mostly empty.</param>
    /// <param name="data">Its data.</param>
    /// <param name="output">Takes whole Anthropic frames, perhaps none.</param>
    public void Take(ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        _sink.Output = output;
        _reader.Take(eventName, data);
    }

    /// <summary>The provider's bytes have ended: writes the closing events, or sets <see cref="Failure"/>.</summary>
    /// <param name="output">Takes whole Anthropic frames, perhaps none.</param>
    public void End(IBufferWriter<byte> output)
    {
        _sink.Output = output;
        _reader.End();
    }
}
