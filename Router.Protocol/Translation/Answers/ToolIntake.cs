using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>Takes the tool calls of a chunk, and those found in text, to their blocks.</summary>
internal sealed class ToolIntake(BlockSequence blocks, DegradationNotes notes)
{
    private readonly ToolCallRouter _router = new(notes);
    private long _chunk;

    /// <summary>A call's arguments have begun and not ended.</summary>
    public bool IsCutOff => _router.Calls.Any(call => call.Input.IsCutOff);

    public void Take(in ChatChunk chunk)
    {
        _chunk++;
        var calls = new JsonCursor(chunk.Data, chunk.ToolCalls.IsArray ? chunk.ToolCalls : default);
        while (calls.Next())
        {
            TakeOne(chunk, calls.Value);
        }

        TakeOne(chunk, chunk.ToolCalls);
        TakeOne(chunk, chunk.FunctionCall);
    }

    public void TakeLeaked(LeakedCall leaked)
    {
        notes.Add("tool-call-recovered");
        var call = new ToolCall(new ToolInput(isText: false, notes));
        call.TakeName(leaked.Name);
        blocks.BeginTool(call);
        blocks.AddInput(call, leaked.Input);
    }

    /// <summary>Whether a signature of the message is one of its calls': LiteLLM repeats them.</summary>
    public static bool IsOfACall(in ChatChunk chunk, string signature)
    {
        var calls = new JsonCursor(chunk.Data, chunk.ToolCalls.IsArray ? chunk.ToolCalls : default);
        while (calls.Next())
        {
            if (calls.Value.IsObject && string.Equals(ToolCallDelta.Read(chunk.Data, calls.Value).Signature, signature, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void TakeOne(in ChatChunk chunk, JsonRange element)
    {
        if (!element.IsObject)
        {
            return;
        }

        ToolCallDelta delta = ToolCallDelta.Read(chunk.Data, element);
        if (_router.Route(delta, _chunk, chunk.IsWhole, out bool isNew) is not { } call)
        {
            return;
        }

        if (isNew)
        {
            blocks.BeginTool(call);
        }
        else if (delta.Signature is { } late && !string.Equals(late, call.Signature, StringComparison.Ordinal))
        {
            call.Signature = late;
            blocks.AddSignature(call, late);
        }

        if (delta.HasArguments)
        {
            blocks.AddInput(call, call.Decoder.Decode(delta.Arguments.In(delta.Data), delta.Arguments.IsEscaped));
        }
    }
}
