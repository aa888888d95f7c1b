using System.Text.Json;

namespace Router.Protocol.OpenAI;

/// <summary>Reads chunks and whole answers of chat completions. Members that it does not know are passed over.</summary>
internal static class ChatChunkReader
{
    /// <summary>Reads one.</summary>
    /// <param name="data">The data of a frame, or a body.</param>
    /// <param name="chunk">What was found.</param>
    /// <returns>False when the bytes are not one JSON object (or an array with an error in it, as Gemini writes them).</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, out ChatChunk chunk)
    {
        chunk = new ChatChunk { Data = data };
        if (!JsonCursor.TryWhole(data, out JsonRange whole))
        {
            return false;
        }

        if (whole.IsArray)
        {
            var elements = new JsonCursor(data, whole);
            chunk.IsError = elements.Next() && JsonCursor.Find(data, elements.Value, "error"u8).HasValue;
            return chunk.IsError;
        }

        if (!whole.IsObject)
        {
            return false;
        }

        ReadTop(ref chunk, whole);
        return true;
    }

    private static void ReadTop(ref ChatChunk chunk, JsonRange whole)
    {
        ReadOnlySpan<byte> data = chunk.Data;
        bool says = false;
        JsonRange usage = default;
        var members = new JsonCursor(data, whole);
        while (members.Next())
        {
            JsonRange value = members.Value;
            if (members.Is("choices"u8))
            {
                ReadChoices(ref chunk, value);
            }
            else if (members.Is("model"u8))
            {
                chunk.Model = value;
            }
            else if (members.Is("usage"u8))
            {
                usage = value;
            }
            else if (members.Is("x_groq"u8))
            {
                Prefer(ref chunk, JsonCursor.Find(data, value, "usage"u8));
                TakeNestedError(ref chunk, JsonCursor.Find(data, value, "error"u8));
            }
            else if (members.Is("error"u8))
            {
                chunk.IsError |= value.IsObject || value.HasText || value.Token == JsonTokenType.True;
            }
            else if (members.Is("object"u8) || members.Is("type"u8))
            {
                chunk.IsError |= value.IsText && value.In(data).SequenceEqual("error"u8);
            }
            else if (members.Is("stopping_word"u8))
            {
                chunk.StopSequence = value;
            }
            else if (members.Is("web_search"u8))
            {
                chunk.WebSearch = value;
            }
            else if (members.Is("search_info"u8))
            {
                chunk.SearchInfo = value;
            }
            else if (members.Is("message"u8) || members.Is("detail"u8) || members.Is("msg"u8) || members.Is("statusCode"u8))
            {
                says |= value.HasValue;
            }
        }

        Prefer(ref chunk, usage);
        chunk.LooksLikeError = says && !chunk.HasChoice;
    }

    private static void Prefer(ref ChatChunk chunk, JsonRange usage) => chunk.Usage = usage.IsObject ? usage : chunk.Usage;

    private static void TakeNestedError(ref ChatChunk chunk, JsonRange error)
    {
        if (error.IsObject || error.HasText)
        {
            chunk.IsError = true;
            chunk.NestedError = error;
        }
    }

    private static void ReadChoices(ref ChatChunk chunk, JsonRange choices)
    {
        var elements = new JsonCursor(chunk.Data, choices.IsArray ? choices : default);
        while (elements.Next())
        {
            if (!elements.Value.IsObject)
            {
                continue;
            }

            bool counts = JsonCursor.Number(chunk.Data, JsonCursor.Find(chunk.Data, elements.Value, "index"u8)) is null or 0;
            if (!counts || chunk.HasChoice)
            {
                chunk.HasExtraChoices = true;
                continue;
            }

            chunk.HasChoice = true;
            ReadChoice(ref chunk, elements.Value);
        }
    }

    private static void ReadChoice(ref ChatChunk chunk, JsonRange choice)
    {
        JsonRange delta = default, message = default;
        var members = new JsonCursor(chunk.Data, choice);
        while (members.Next())
        {
            JsonRange value = members.Value;
            if (members.Is("delta"u8))
            {
                delta = value;
            }
            else if (members.Is("message"u8))
            {
                message = value;
            }
            else if (members.Is("finish_reason"u8))
            {
                chunk.FinishReason = value;
            }
            else if (members.Is("stop_reason"u8) || members.Is("matched_stop"u8) || members.Is("stopping_word"u8))
            {
                chunk.StopSequence = value.HasText ? value : chunk.StopSequence;
            }
            else if (members.Is("usage"u8))
            {
                Prefer(ref chunk, value);
            }
            else if (members.Is("error"u8))
            {
                TakeNestedError(ref chunk, value);
            }
        }

        // Some servers send the whole message so far beside each delta; a delta goes first.
        chunk.IsWhole = !delta.IsObject;
        ReadDelta(ref chunk, delta.IsObject ? delta : message);
    }

    private static void ReadDelta(ref ChatChunk chunk, JsonRange delta)
    {
        var members = new JsonCursor(chunk.Data, delta.IsObject ? delta : default);
        while (members.Next())
        {
            JsonRange value = members.Value;
            if (members.Is("content"u8))
            {
                chunk.Content = value;
            }
            else if (members.Is("reasoning_content"u8))
            {
                chunk.ReasoningContent = value;
            }
            else if (members.Is("reasoning"u8) || members.Is("reasoning_text"u8) || members.Is("thinking"u8))
            {
                chunk.Reasoning = value.HasText || value.IsObject ? value : chunk.Reasoning;
            }
            else if (members.Is("reasoning_details"u8))
            {
                chunk.ReasoningDetails = value;
            }
            else if (members.Is("refusal"u8))
            {
                chunk.Refusal = value;
            }
            else if (members.Is("tool_calls"u8))
            {
                chunk.ToolCalls = value;
            }
            else if (members.Is("function_call"u8))
            {
                chunk.FunctionCall = value;
            }
            else if (members.Is("extra_content"u8))
            {
                chunk.ExtraContent = value;
            }
            else if (members.Is("provider_specific_fields"u8))
            {
                chunk.ProviderFields = value;
            }
            else if (members.Is("annotations"u8))
            {
                chunk.Annotations = value;
            }
            else if (members.Is("images"u8) || members.Is("audio"u8))
            {
                chunk.HasMedia |= value.HasElements;
            }
        }
    }
}
