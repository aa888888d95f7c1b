using System.Buffers;
using System.Collections.Immutable;
using System.Net.Http.Headers;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;
using Router.Protocol.Translation.Streams;

namespace Router.Api.Upstream.Chat;

/// <summary>The window over a chat-completions stream: each frame is translated as soon as it is whole, and its buffer space used again.</summary>
internal sealed class TranslatedFrames(ChatStreamTranslator translator, Func<HttpResponseHeaders, ImmutableArray<KeyValuePair<string, string>>> passed) : IAnswerFrames
{
    private readonly FrameWindow _window = new();
    private readonly ArrayBufferWriter<byte> _output = new(4 * 1024);

    public bool HasContent => translator.HasContent;

    public bool HasBegun => translator.HasContent;

    public long Events { get; private set; }

    public bool HasError => translator.Failure is not null;

    public bool HasDelta => translator.HasDelta;

    public bool HasFinished => translator.HasFinished;

    public bool HasEnded => translator.HasEnded;

    public long Characters => 0;

    public MessageUsage Usage => translator.Usage;

    public bool ForwardsErrors => false;

    public Memory<byte> Room() => _window.Room();

    public void Take(int count)
    {
        _window.Take(count);
        while (_window.TryNext(out ReadOnlySpan<byte> frame))
        {
            Translate(frame);
            _window.Release();
        }

        if (count == 0)
        {
            TakeRest(_window.Rest);
            translator.End(_output);
        }
    }

    public void Break()
    {
        // Many servers reset the connection, or keep it open, behind a finish reason: only usage was waited for.
        if (translator.HasFinished)
        {
            translator.End(_output);
        }
    }

    public async ValueTask ForwardAsync(IClientStream client)
    {
        if (_output.WrittenCount > 0)
        {
            await client.WriteAsync(_output.WrittenMemory);
            _output.ResetWrittenCount();
        }
    }

    public UpstreamFailure ToFailure(Candidate candidate, HttpResponseMessage response) => ErrorFailures.Of(candidate, translator.Failure!, passed(response.Headers));

    public void Dispose() => _window.Dispose();

    private void Translate(ReadOnlySpan<byte> bytes)
    {
        SseFrame frame = SseFrame.Parse(bytes);
        if (frame.HasData && !translator.HasEnded)
        {
            Events++;
            translator.Take(frame.EventName, frame.Data, _output);
        }
    }

    /// <summary>A last frame without its empty line still counts when it is whole: many servers end on <c>data: [DONE]</c> like this.</summary>
    private void TakeRest(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> data = SseFrame.Parse(rest).Data;
        if (data.IsEmpty)
        {
            return; // as nearly always
        }

        if (data.SequenceEqual("[DONE]"u8) || MessagePayloadReader.TryRead(data, default, out _))
        {
            Translate(rest);
        }
    }
}
