using Router.Protocol.Anthropic;
using Router.Protocol.Errors;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// The one state machine of answers: reads frames, knows when the message begins and ends, tells failures from ends, counts tokens. Where the
/// message goes is the sink's business.
/// </summary>
internal sealed class ChatAnswerReader(AnswerTerms terms, DegradationNotes notes, IMessageSink sink)
{
    private readonly AnswerAssembler _assembler = new(terms, notes, sink);
    private readonly ChatUsage _usage = new();
    private readonly TextShape _shape = new();
    private string? _model;
    private string? _stopSequence;
    private StopCause? _cause;
    private bool _hasStarted;

    /// <summary>The message was ended, or <see cref="Failure"/> is set.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The provider gave its reason to finish; only usage may still come.</summary>
    public bool HasFinished => _cause is not null;

    public AnswerFailure? Failure { get; private set; }

    /// <summary>What is known of the tokens, estimates included.</summary>
    public MessageUsage Usage => _usage.ToMessageUsage(terms.EstimatedInput, EstimatedOutput, out _);

    /// <summary>About four bytes are a token.</summary>
    private long EstimatedOutput => (_assembler.Written + 3) / 4;

    /// <summary>Takes the data of a frame, or a whole answer.</summary>
    public void Take(ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> data)
    {
        data = data.Trim(" \t\r\n"u8);
        if (_hasStarted && _cause is null && !HasEnded && eventName.IsEmpty && _shape.TryMatch(data, out ReadOnlySpan<byte> text) && _assembler.TryTakeText(text))
        {
            return;
        }

        bool isError = eventName.SequenceEqual("error"u8);
        if (HasEnded || IsHeartbeat(eventName) || (data.IsEmpty && !isError))
        {
            return;
        }

        if (data.SequenceEqual("[DONE]"u8))
        {
            Done();
        }
        else if (isError)
        {
            FailWith(data);
        }
        else if (!ChatChunkReader.TryRead(data, out ChatChunk chunk))
        {
            // Never swallowed: what is missing may have been the answer.
            Fail(AnswerFailureKind.NotAnAnswer, 502, Words(data), data);
        }
        else if (chunk.NestedError.HasValue)
        {
            FailWith([.. "{\"error\":"u8, .. JsonCursor.Raw(data, chunk.NestedError), .. "}"u8]);
        }
        else if (chunk.IsError || chunk.LooksLikeError)
        {
            FailWith(data);
        }
        else
        {
            TakeChunk(chunk);
        }
    }

    /// <summary>The provider said that it is done: <c>[DONE]</c>, or the end of a whole body.</summary>
    public void Done()
    {
        if (HasEnded)
        {
            return;
        }

        if (_cause is null)
        {
            FinishWithoutReason();
        }
        else
        {
            Close();
        }
    }

    /// <summary>The provider's bytes have ended.</summary>
    public void End()
    {
        if (HasEnded)
        {
            return;
        }

        if (_cause is null)
        {
            Fail(_hasStarted ? AnswerFailureKind.Truncated : AnswerFailureKind.NotAnAnswer, 502, null, default);
        }
        else
        {
            Close();
        }
    }

    private static bool IsHeartbeat(ReadOnlySpan<byte> eventName) => eventName.SequenceEqual("ping"u8)
        || eventName.SequenceEqual("heartbeat"u8) || eventName.SequenceEqual("keepalive"u8) || eventName.SequenceEqual("keep-alive"u8);

    /// <summary>What the provider said instead of an answer; a piece of JSON says nothing.</summary>
    private static ProviderError? Words(ReadOnlySpan<byte> data) =>
        data[0] is not ((byte)'{' or (byte)'[') && ProviderErrorReader.Read(data) is { Message.Length: > 0 } error ? error : null;

    private void TakeChunk(in ChatChunk chunk)
    {
        bool hadFinished = _cause is not null;
        if (chunk.Usage.IsObject)
        {
            _usage.Merge(chunk.Data, chunk.Usage);
        }

        if (chunk.HasExtraChoices)
        {
            notes.Add("extra-choices-dropped");
        }

        if (chunk.HasChoice && !hadFinished)
        {
            TakeChoice(chunk);
        }
        else if (!hadFinished)
        {
            _assembler.TakeSearch(chunk);
        }

        if (hadFinished && chunk.Usage.IsObject)
        {
            Close();
        }
    }

    private void TakeChoice(in ChatChunk chunk)
    {
        StopCause? cause = FinishReasons.Read(chunk.Data, chunk.FinishReason, out bool isKnown);
        if (cause is StopCause.Failed or StopCause.Overloaded)
        {
            Fail(AnswerFailureKind.Error, cause == StopCause.Overloaded ? 529 : 500, null, chunk.Data);
            return;
        }

        Start(chunk);
        _assembler.Take(chunk);
        if (chunk.IsTextOnly)
        {
            _shape.Learn(chunk);
        }

        if (cause is null)
        {
            return;
        }

        if (!isKnown)
        {
            notes.Add("finish-reason-unknown");
        }

        _stopSequence = JsonCursor.Text(chunk.Data, chunk.StopSequence);
        Finish(cause.Value);
    }

    private void Start(in ChatChunk chunk)
    {
        if (_hasStarted)
        {
            return;
        }

        _hasStarted = true;
        _model = terms.Model ?? JsonCursor.Text(chunk.Data, chunk.Model) ?? "";
        MessageUsage usage = _usage.ToMessageUsage(terms.EstimatedInput, 1, out _);
        sink.StartMessage(ToolIds.Random("msg_"), _model, usage with { Output = 1 });
        _assembler.Begin();
    }

    private void Finish(StopCause cause)
    {
        _cause = cause;
        _assembler.Finish();
    }

    private void FinishWithoutReason()
    {
        _assembler.FinishText();
        if (!_assembler.HasAny)
        {
            Fail(_hasStarted ? AnswerFailureKind.Truncated : AnswerFailureKind.NotAnAnswer, 502, null, default);
        }
        else if (_assembler.IsCutOff)
        {
            Fail(AnswerFailureKind.Truncated, 502, null, default);
        }
        else
        {
            notes.Add("finish-reason-missing");
            Finish(StopCause.Done);
            Close();
        }
    }

    private void Close()
    {
        MessageUsage usage = _usage.ToMessageUsage(terms.EstimatedInput, EstimatedOutput, out bool isEstimated);
        if (SilentOverflow.Find(terms, _cause!.Value, _assembler.HasAny, usage) is { } overflow)
        {
            Failure = overflow;
            HasEnded = true;
            return;
        }

        if (isEstimated)
        {
            notes.Add("usage-estimated");
        }

        HasEnded = true;
        bool hasSequence = _stopSequence is not null && terms.StopSequences.Contains(_stopSequence, StringComparer.Ordinal);
        string reason = StopReasons.Of(_cause.Value, _assembler.Refusal is not null, _assembler.HasTool, hasSequence);
        sink.EndMessage(new MessageEnd(reason, reason == StopReasons.StopSequence ? _stopSequence : null, _assembler.Refusal, usage, _usage.Thinking, _assembler.Searches));
    }

    private void FailWith(ReadOnlySpan<byte> data)
    {
        ProviderError error = ProviderErrorReader.Read(data);
        Fail(AnswerFailureKind.Error, ErrorStatus.Of(error, data), error, data);
    }

    private void Fail(AnswerFailureKind kind, int status, ProviderError? error, ReadOnlySpan<byte> body)
    {
        if (_cause is not null)
        {
            // The answer was complete; what broke behind it can only have been its usage.
            notes.Add("error-after-finish");
            Close();
            return;
        }

        Failure = new AnswerFailure(kind, status, error, body.ToArray());
        HasEnded = true;
    }
}
