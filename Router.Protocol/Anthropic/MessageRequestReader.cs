using System.Collections.Immutable;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>
/// Checks and reads the head of a Messages request in one pass over its bytes. Only what the API has always required is checked; unknown
/// fields, blocks and values are left to the provider, since both lists are open.
/// </summary>
public static class MessageRequestReader
{
    /// <summary>Nesting that a body may have. Tool schemas are the deepest part of real requests, well below 100.</summary>
    public const int MaxDepth = 512;

    /// <summary>Characters that a model's name may have.</summary>
    public const int LongestModel = 256;

    /// <summary>Reads the head.</summary>
    /// <param name="body">The whole request body in UTF-8.</param>
    /// <param name="request">The head, when the body can be taken.</param>
    /// <param name="problem">The first problem, when it can't.</param>
    public static bool TryRead(ReadOnlySpan<byte> body, out MessageRequest? request, out RequestProblem? problem) =>
        TryRead(body, counts: false, out request, out problem);

    /// <summary>Reads the head of a count_tokens request, which needs no <c>max_tokens</c>; it is 0 then.</summary>
    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out MessageRequest?, out RequestProblem?)"/>
    public static bool TryReadCount(ReadOnlySpan<byte> body, out MessageRequest? request, out RequestProblem? problem) =>
        TryRead(body, counts: true, out request, out problem);

    private static bool TryRead(ReadOnlySpan<byte> body, bool counts, out MessageRequest? request, out RequestProblem? problem)
    {
        var head = new Head { MaxTokens = counts ? 0 : null, Parts = ImmutableArray.CreateBuilder<RequestPart>() };
        request = null;
        try
        {
            problem = Read(body, ref head);
        }
        catch (JsonException exception)
        {
            problem = new RequestProblem("", $"The request body is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }

        if (problem is null)
        {
            request = new MessageRequest(head.Model!, head.ModelStart, head.ModelLength, head.Stream, head.MaxTokens!.Value) { Parts = head.Parts.DrainToImmutable() };
        }

        return problem is null;
    }

    private static RequestProblem? Read(ReadOnlySpan<byte> body, ref Head head)
    {
        if (body.IsEmpty)
        {
            return new RequestProblem("", "The request body is empty; send a JSON object with model, max_tokens and messages.");
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new RequestProblem("", "The request body must be a JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadField(ref reader, ref head) is { } problem)
            {
                return problem;
            }
        }

        reader.Read(); // anything behind the object is malformed JSON and throws
        return head switch
        {
            { Model: null } => Required("model"),
            { MaxTokens: null } => Required("max_tokens"),
            { HasMessages: false } => Required("messages"),
            _ => null,
        };
    }

    private static RequestProblem? ReadField(ref Utf8JsonReader reader, ref Head head)
    {
        if (JsonText.Is(reader, "messages"u8))
        {
            reader.Read();
            return ReadMessages(ref reader, ref head);
        }

        if (JsonText.Is(reader, "model"u8))
        {
            reader.Read();
            return ReadModel(ref reader, ref head);
        }

        if (JsonText.Is(reader, "max_tokens"u8))
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long tokens) || tokens < 0)
            {
                return new RequestProblem("max_tokens", "Input should be an integer of 0 or more.");
            }

            head.MaxTokens = tokens;
            return null;
        }

        if (JsonText.Is(reader, "stream"u8))
        {
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
            {
                return new RequestProblem("stream", "Input should be true or false.");
            }

            head.Stream = reader.TokenType == JsonTokenType.True;
            return null;
        }

        RequestPartKind? part = PartOf(reader);
        FieldShape? shape = FieldShape.Find(ref reader);
        reader.Read();
        RequestProblem? problem = shape?.Check(reader.TokenType);
        long start = reader.TokenStartIndex;
        reader.Skip();
        if (part is { } kind)
        {
            head.Add(kind, start, reader.BytesConsumed);
        }

        return problem;
    }

    private static RequestPartKind? PartOf(in Utf8JsonReader reader) =>
        JsonText.Is(reader, "system"u8) ? RequestPartKind.System
        : JsonText.Is(reader, "tools"u8) ? RequestPartKind.Tools
        : JsonText.Is(reader, "metadata"u8) ? RequestPartKind.Metadata
        : JsonText.Is(reader, "output_config"u8) || JsonText.Is(reader, "output_format"u8) ? RequestPartKind.Format
        : null;

    private static RequestProblem? ReadModel(ref Utf8JsonReader reader, ref Head head)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return new RequestProblem("model", "Input should be a string.");
        }

        if (head.Model is not null)
        {
            // Two values would let the gateway and the provider read different ones.
            return new RequestProblem("model", "The field is given twice.");
        }

        head.Model = JsonText.Find(reader);
        if (head.Model is null)
        {
            return new RequestProblem("model", "Input should be a string.");
        }

        head.ModelStart = (int)reader.TokenStartIndex;
        head.ModelLength = (int)(reader.BytesConsumed - reader.TokenStartIndex);
        // Names are kept in many places, by gates and tables: no real one is nearly as long.
        return string.IsNullOrWhiteSpace(head.Model) ? new RequestProblem("model", "Input should be the name of a model.")
            : head.Model.Length > LongestModel ? new RequestProblem("model", $"Input should have at most {LongestModel} characters.")
            : null;
    }

    private static RequestProblem? ReadMessages(ref Utf8JsonReader reader, ref Head head)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return new RequestProblem("messages", "Input should be an array of messages.");
        }

        head.HasMessages = true;
        int index = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            long start = reader.TokenStartIndex;
            if (ReadMessage(ref reader, index) is { } problem)
            {
                return problem;
            }

            head.Add(RequestPartKind.Message, start, reader.BytesConsumed);
            index++;
        }

        return index == 0 ? new RequestProblem("messages", "At least one message is required.") : null;
    }

    private static RequestProblem? ReadMessage(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new RequestProblem($"messages.{index}", "Input should be an object with role and content.");
        }

        bool role = false, content = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRole = JsonText.Is(reader, "role"u8);
            bool isContent = !isRole && JsonText.Is(reader, "content"u8);
            reader.Read();
            if (isRole && reader.TokenType != JsonTokenType.String)
            {
                return new RequestProblem($"messages.{index}.role", "Input should be a string.");
            }

            if (isContent && reader.TokenType is not (JsonTokenType.String or JsonTokenType.StartArray))
            {
                return new RequestProblem($"messages.{index}.content", "Input should be a string or an array of content blocks.");
            }

            role |= isRole;
            content |= isContent;
            reader.Skip();
        }

        return !role ? Required($"messages.{index}.role") : !content ? Required($"messages.{index}.content") : null;
    }

    private static RequestProblem Required(string field) => new(field, "Field required");

    private struct Head
    {
        public string? Model;
        public int ModelStart;
        public int ModelLength;
        public bool Stream;
        public bool HasMessages;
        public long? MaxTokens;
        public ImmutableArray<RequestPart>.Builder Parts;

        public readonly void Add(RequestPartKind kind, long start, long end) => Parts.Add(new RequestPart(kind, (int)start, (int)(end - start)));
    }
}
