using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Router.Protocol.Translation.Inbound;

/// <summary>Turns a whole Messages answer, or an error envelope, into the body that a client of chat completions expects.</summary>
public static class OutboundAnswer
{
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Translates.</summary>
    /// <param name="body">A message, or an error envelope.</param>
    /// <param name="created">When, in seconds since 1970.</param>
    public static byte[] Translate(ReadOnlyMemory<byte> body, long created)
    {
        using var document = JsonDocument.Parse(body);
        JsonElement root = document.RootElement;
        var buffer = new ArrayBufferWriter<byte>(body.Length + 256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            if (Text(root, "type") == "error")
            {
                OutboundError.Write(json, root);
            }
            else
            {
                WriteMessage(json, root, created);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal static string? Text(JsonElement of, string field) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(field, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static void WriteMessage(Utf8JsonWriter json, JsonElement root, long created)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, $"chatcmpl-{Text(root, "id")}");
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, created);
        json.WriteString("model"u8, Text(root, "model"));
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        WriteContent(json, root.TryGetProperty("content", out JsonElement content) && content.ValueKind == JsonValueKind.Array ? [.. content.EnumerateArray()] : []);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, OutboundFinish.Of(Text(root, "stop_reason")));
        json.WriteEndObject();
        json.WriteEndArray();
        var usage = default(OutboundUsage);
        if (root.TryGetProperty("usage", out JsonElement counts))
        {
            usage.Take(counts);
        }

        usage.Write(json);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, JsonElement[] blocks)
    {
        string text = Joined(blocks, "text", "text");
        string thinking = Joined(blocks, "thinking", "thinking");
        JsonElement[] calls = [.. blocks.Where(block => Text(block, "type") == "tool_use")];
        json.WriteString("role"u8, "assistant"u8);
        if (text.Length == 0 && calls.Length > 0)
        {
            json.WriteNull("content"u8);
        }
        else
        {
            json.WriteString("content"u8, text);
        }

        json.WriteNull("refusal"u8);
        if (thinking.Length > 0)
        {
            json.WriteString("reasoning_content"u8, thinking);
        }

        if (calls.Length > 0)
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (JsonElement call in calls)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, Text(call, "id"));
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, Text(call, "name"));
                json.WriteString("arguments"u8, call.TryGetProperty("input", out JsonElement input) ? input.GetRawText() : "{}");
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static string Joined(JsonElement[] blocks, string type, string field) =>
        blocks.Where(block => Text(block, "type") == type).Aggregate(new StringBuilder(), (text, block) => text.Append(Text(block, field))).ToString();
}
