using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Translation.Inbound;

/// <summary>
/// Turns a chat completion request into a Messages request. What Messages has no word for and what changes no meaning (seed, penalties, logit_bias, store,
/// service_tier, …) is left out; what would change the answer's shape (n, logprobs, audio, functions) is refused.
/// </summary>
public static class InboundRequestReader
{
    /// <summary>Messages wants a limit; this one holds where the client names none, in tokens.</summary>
    public const int DefaultMaxTokens = 16_384;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Translates.</summary>
    /// <param name="body">The client's body.</param>
    /// <param name="request">The Messages request, when there is one.</param>
    /// <param name="problem">What is wrong, in OpenAI's field names, when there is none.</param>
    public static bool TryRead(ReadOnlyMemory<byte> body, out InboundRequest? request, out RequestProblem? problem)
    {
        (request, problem) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MessageRequestReader.MaxDepth });
            request = Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            problem = new RequestProblem("", $"The request body is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            // The runtime's only word for a text that can't be unescaped.
            problem = new RequestProblem("", "The request body holds half of a pair of \\u escapes (\\ud800 to \\udfff), or bytes that are not UTF-8.");
        }
        catch (InboundProblem exception)
        {
            problem = new RequestProblem(exception.Field, exception.Message);
        }

        return request is not null;
    }

    private static InboundRequest Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InboundProblem("", "The request body must be a JSON object.");
        }

        Refuse(root);
        bool stream = Flag(root, "stream");
        bool usage = root.TryGetProperty("stream_options", out JsonElement options) && options.ValueKind == JsonValueKind.Object && Flag(options, "include_usage");
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, Model(root));
            json.WriteNumber("max_tokens"u8, MaxTokens(root));
            if (stream)
            {
                json.WriteBoolean("stream"u8, true);
            }

            InboundMessages.Write(json, root);
            InboundTools.Write(json, root);
            InboundSampling.Write(json, root);
            json.WriteEndObject();
        }

        return new InboundRequest(buffer.WrittenSpan.ToArray(), stream, usage);
    }

    private static void Refuse(JsonElement root)
    {
        if (root.TryGetProperty("n", out JsonElement n) && n.ValueKind == JsonValueKind.Number && !(n.TryGetInt32(out int count) && count == 1))
        {
            throw new InboundProblem("n", "only one choice is given here; leave it out, or send 1");
        }

        if (Flag(root, "logprobs"))
        {
            throw new InboundProblem("logprobs", "the models here tell none; leave it out");
        }

        if (root.TryGetProperty("functions", out JsonElement functions) && functions.ValueKind != JsonValueKind.Null)
        {
            throw new InboundProblem("functions", "use tools");
        }

        if (root.TryGetProperty("modalities", out JsonElement modalities) && modalities.ValueKind == JsonValueKind.Array && modalities.EnumerateArray().Any(kind => !kind.ValueEquals("text"u8)))
        {
            throw new InboundProblem("modalities", "only text is answered here");
        }
    }

    private static string Model(JsonElement root) =>
        root.TryGetProperty("model", out JsonElement model) && model.ValueKind == JsonValueKind.String && model.GetString() is { Length: > 0 } name
            ? name
            : throw new InboundProblem("model", "is required: a name of GET /v1/models");

    private static long MaxTokens(JsonElement root)
    {
        foreach (string field in (ReadOnlySpan<string>)["max_completion_tokens", "max_tokens"])
        {
            if (root.TryGetProperty(field, out JsonElement most) && most.ValueKind != JsonValueKind.Null)
            {
                return most.ValueKind == JsonValueKind.Number && most.TryGetInt64(out long count) && count > 0 ? count : throw new InboundProblem(field, "must be a whole number above 0");
            }
        }

        return DefaultMaxTokens;
    }

    private static bool Flag(JsonElement of, string field) => of.TryGetProperty(field, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
}
