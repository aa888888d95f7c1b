using System.Buffers;
using Router.Api.Messages;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;

namespace Router.Api.Upstream;

/// <summary>
/// The window over a provider's stream: bytes come in at the end, whole frames leave at the front, one buffer, no copy in between but the one
/// to the client. What the relay must know (content, usage, errors, the end) is read in passing.
/// </summary>
internal sealed class FrameBuffer(byte[]? model) : IDisposable
{
    private const int FirstSize = 16 * 1024;
    private const int LeastRoom = 4 * 1024;
    private const int LargestFrame = 16 << 20;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private SseFrameScanner _scanner;
    private int _start;
    private int _framesEnd;
    private int _scanned;
    private int _end;
    private (int Start, int Length)? _modelAt;
    private bool _hasBlock;

    /// <summary>Something of the answer itself has come, beyond message_start, pings and the opening of a block.</summary>
    public bool HasContent { get; private set; }

    /// <summary>The provider works on the answer: content has come, or a block was opened. A model whose thinking is not shown may only ping after that, for minutes.</summary>
    public bool HasBegun => HasContent || _hasBlock;

    /// <summary>How many events have come, without pings and comments.</summary>
    public long Events { get; private set; }

    /// <summary>An <c>error</c> event has come.</summary>
    public bool HasError { get; private set; }

    /// <summary>A <c>message_delta</c> has come: clients accept the message from here on.</summary>
    public bool HasDelta { get; private set; }

    /// <summary>The last event has come: <c>message_stop</c> or <c>error</c>.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The usage told so far.</summary>
    public MessageUsage Usage { get; private set; }

    /// <summary>The error event's payload, when <see cref="HasError"/>.</summary>
    public MessagePayload Error { get; private set; }

    /// <summary>The error event's data, when <see cref="HasError"/>.</summary>
    public byte[] ErrorData { get; private set; } = [];

    /// <summary>Where the next bytes go; never empty.</summary>
    /// <exception cref="InvalidDataException">A frame is longer than 16 MiB.</exception>
    public Memory<byte> Room()
    {
        if (_start == _end)
        {
            _start = _framesEnd = _scanned = _end = 0;
        }

        if (_buffer.Length - _end < LeastRoom)
        {
            MakeRoom();
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Takes bytes that were written to <see cref="Room"/>; 0 for the end of the stream.</summary>
    public void Take(int count)
    {
        if (count == 0)
        {
            TakeRest();
            return;
        }

        _end += count;
        int length;
        while ((length = _scanner.FindFrameEnd(_buffer.AsSpan(_scanned, _end - _scanned))) >= 0)
        {
            _scanned += length;
            Read(_buffer.AsSpan(_framesEnd, _scanned - _framesEnd));
            _framesEnd = _scanned;
        }

        _scanned = _end;
    }

    /// <summary>Writes all whole frames to the client, the model's name replaced where it stands.</summary>
    public async ValueTask ForwardAsync(ClientStream client)
    {
        if (_modelAt is var (position, length))
        {
            int behind = position + length;
            await client.WriteAsync(_buffer.AsMemory(_start, position - _start), model, _buffer.AsMemory(behind, _framesEnd - behind));
            _start = _framesEnd;
            _modelAt = null;
        }
        else if (_framesEnd > _start)
        {
            await client.WriteAsync(_buffer.AsMemory(_start, _framesEnd - _start));
            _start = _framesEnd;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>At the end of the stream a closing event without its empty line still counts; half a frame does not.</summary>
    private void TakeRest()
    {
        Span<byte> rest = _buffer.AsSpan(_framesEnd, _end - _framesEnd);
        if (StreamEvents.Classify(SseFrame.Parse(rest)) is StreamEventKind.MessageStop)
        {
            Read(rest);
            _framesEnd = _end;
        }
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("event: content_block_delta\n"u8))
        {
            Events++;
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
        if (whole && model is not null && start.ModelStart >= 0 && new ReadOnlySpan<byte>(_buffer).Overlaps(frame.Data, out int dataAt))
        {
            _modelAt = (dataAt + start.ModelStart, start.ModelLength);
        }
    }

    private void MakeRoom()
    {
        int kept = _end - _start;
        if (kept > LargestFrame)
        {
            throw new InvalidDataException($"An event is longer than {LargestFrame} bytes.");
        }

        byte[] target = kept > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _framesEnd -= _start;
        _scanned -= _start;
        _modelAt = _modelAt is var (position, length) ? (position - _start, length) : null;
        _end = kept;
        _start = 0;
    }
}
