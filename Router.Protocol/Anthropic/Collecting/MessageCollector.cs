using System.Buffers;
using System.Text.Json;
using Router.Protocol.Sse;

namespace Router.Protocol.Anthropic.Collecting;

/// <summary>
/// Puts a whole stream together into the message that it tells, as an answer in one piece would have it. Texts are never unescaped, so that its
/// replay aggregates to the very same message. Only what is understood is put together: an event, a delta or an order of events that this version
/// does not know makes no message.
/// </summary>
public sealed class MessageCollector
{
    private readonly ArrayBufferWriter<byte> _content = new();
    private byte[]? _message;
    private BlockCollector? _block;
    private MessageEnd? _end;
    private int _blocks;
    private bool _hasStopped;

    private MessageCollector()
    {
    }

    /// <summary>Puts a stream together.</summary>
    /// <param name="stream">All its bytes.</param>
    /// <param name="output">Gets the message; nothing when there is none.</param>
    /// <returns>False for a stream that is cut, failed, or holds what this version does not know.</returns>
    public static bool TryCollect(ReadOnlySpan<byte> stream, IBufferWriter<byte> output)
    {
        var collector = new MessageCollector();
        var scanner = new SseFrameScanner();
        try
        {
            while (scanner.FindFrameEnd(stream) is > 0 and var length)
            {
                if (!collector.Take(SseFrame.Parse(stream[..length])))
                {
                    return false;
                }

                stream = stream[length..];
            }

            return stream.IsEmpty && collector.Write(output);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool Take(in SseFrame frame)
    {
        StreamEventKind kind = StreamEvents.Classify(frame);
        if (kind is StreamEventKind.Ping or StreamEventKind.Comment)
        {
            return true;
        }

        if (_hasStopped || (kind == StreamEventKind.MessageStart) != (_message is null))
        {
            return false;
        }

        switch (kind)
        {
            case StreamEventKind.MessageStart:
                _message = MemberValue.Of(frame.Data, "message"u8).ToArray();
                return _message is [(byte)'{', ..];
            case StreamEventKind.ContentBlockStart when _block is null && _end is null && BlockCollector.IsAt(frame.Data, _blocks):
                _block = BlockCollector.Begin(frame.Data);
                return _block is not null;
            case StreamEventKind.ContentBlockDelta:
                return _block is not null && BlockCollector.IsAt(frame.Data, _blocks) && _block.Add(frame.Data);
            case StreamEventKind.ContentBlockStop when _block is not null && BlockCollector.IsAt(frame.Data, _blocks):
                _content.Write(_blocks++ == 0 ? default : ","u8);
                bool isWhole = _block.Write(_content);
                _block = null;
                return isWhole;
            case StreamEventKind.MessageDelta when _block is null:
                _end ??= new MessageEnd();
                return _end.Take(frame.Data);
            case StreamEventKind.MessageStop when _block is null && _end is not null:
                _hasStopped = true;
                return true;
            default:
                return false;
        }
    }

    private bool Write(IBufferWriter<byte> output)
    {
        if (!_hasStopped)
        {
            return false;
        }

        MessageWriter.Write(output, _message!, _content.WrittenSpan, _end!);
        return true;
    }
}
