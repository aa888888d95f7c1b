using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;

namespace Router.Api.Upstream.PassThrough;

/// <summary>
/// The window over a provider's stream: bytes come in at the end, whole frames leave at the front, one buffer, no copy in between but the one
/// to the client. What the relay must know (content, usage, errors, the end) is read in passing.
/// </summary>
internal sealed class PassedFrames(byte[]? model) : IAnswerFrames
{
    private readonly FrameWindow _window = new();
    private (int Start, int Length)? _modelAt;
    private bool _hasBlock;

    public bool HasContent { get; private set; }

    public bool HasBegun => HasContent || _hasBlock;

    public long Events { get; private set; }

    public bool HasError { get; private set; }

    public bool HasDelta { get; private set; }

    public bool HasFinished => HasEnded;

    public bool HasEnded { get; private set; }

    public long Characters { get; private set; }

    public MessageUsage Usage { get; private set; }

    /// <summary>The error event's payload, when <see cref="HasError"/>.</summary>
    public MessagePayload Error { get; private set; }

    /// <summary>The error event's data, when <see cref="HasError"/>.</summary>
    public byte[] ErrorData { get; private set; } = [];

    public bool ForwardsErrors => true;

    public Memory<byte> Room() => _window.Room();

    public void Take(int count)
    {
        if (count == 0)
        {
            TakeRest();
            return;
        }

        _window.Take(count);
        while (_window.TryNext(out ReadOnlySpan<byte> frame))
        {
            Read(frame);
        }
    }

    /// <summary>Nothing to add: what the provider did not say is not made up for it.</summary>
    public void Break()
    {
    }

    /// <summary>Writes all whole frames to the client, the model's name replaced where it stands.</summary>
    public async ValueTask ForwardAsync(IClientStream client)
    {
        ReadOnlyMemory<byte> held = _window.Held;
        if (_modelAt is var (position, length))
        {
            await client.WriteAsync(held[..position], model, held[(position + length)..]);
            _modelAt = null;
        }
        else if (!held.IsEmpty)
        {
            await client.WriteAsync(held);
        }

        _window.Release();
    }

    public UpstreamFailure ToFailure(Candidate candidate, HttpResponseMessage response) => ErrorFailures.Of(candidate, Error, ErrorData, response);

    public void Dispose() => _window.Dispose();

    /// <summary>At the end of the stream a closing event without its empty line still counts; half a frame does not.</summary>
    private void TakeRest()
    {
        ReadOnlySpan<byte> rest = _window.Rest;
        SseFrame frame = SseFrame.Parse(rest);
        if (StreamEvents.Classify(frame) is StreamEventKind.MessageStop && MessagePayloadReader.TryRead(frame.Data, default, out _))
        {
            Read(rest);
            _window.TakeRest();
        }
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("event: content_block_delta\n"u8))
        {
            Events++;
            Characters += DeltaText.Length(bytes);
            HasContent = true; // nearly all frames; nothing else in them concerns the relay
            return;
        }

        SseFrame frame = SseFrame.Parse(bytes);
        StreamEventKind kind = StreamEvents.Classify(frame);
        if (kind is StreamEventKind.Comment or StreamEventKind.Ping)
        {
            return;
        }

        Events++;
        switch (kind)
        {
            case StreamEventKind.ContentBlockStart:
                _hasBlock = true;
                break;
            case StreamEventKind.MessageStart:
                ReadStart(frame);
                break;
            case StreamEventKind.MessageDelta:
                MessagePayloadReader.TryRead(frame.Data, Usage, out MessagePayload delta);
                Usage = delta.Usage;
                HasContent = HasDelta = true;
                break;
            case StreamEventKind.Error:
                MessagePayloadReader.TryRead(frame.Data, Usage, out MessagePayload error);
                Fail(error, frame);
                break;
            case StreamEventKind.MessageStop:
                HasContent = HasDelta = HasEnded = true;
                break;
            default:
                ReadUnknown(frame);
                break;
        }
    }

    /// <summary>Some providers tell an error as bare data, <c>data: {"error":{…}}</c>; before content that is a failure, not the answer's beginning.</summary>
    private void ReadUnknown(in SseFrame frame)
    {
        if (!HasContent && frame.EventName.IsEmpty
            && MessagePayloadReader.TryRead(frame.Data, Usage, out MessagePayload payload) && (payload.ErrorMessage ?? payload.ErrorType) is not null)
        {
            Fail(payload, frame);
            return;
        }

        HasContent = true;
    }

    private void Fail(MessagePayload error, in SseFrame frame)
    {
        Error = error;
        ErrorData = frame.Data.ToArray();
        HasError = HasEnded = true;
    }

    private void ReadStart(in SseFrame frame)
    {
        bool whole = MessagePayloadReader.TryRead(frame.Data, Usage, out MessagePayload start);
        Usage = start.Usage;
        if (whole && model is not null && start.ModelStart >= 0 && _window.OffsetOf(frame.Data) is >= 0 and var dataAt)
        {
            _modelAt = (dataAt + start.ModelStart, start.ModelLength);
        }
    }
}
