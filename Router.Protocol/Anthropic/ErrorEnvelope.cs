using System.Buffers;
using System.Text.Json;

namespace Router.Protocol.Anthropic;

/// <summary>
/// Anthropic's error body.
/// <code>{"type":"error","error":{"type":"not_found_error","message":"model: x"},"request_id":"req_1"}</code>
/// </summary>
public static class ErrorEnvelope
{
    // Quotes, apostrophes and angle brackets stay readable: the body is application/json and never stands in a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The envelope as bytes.</summary>
    /// <param name="type">One of <see cref="ErrorType"/>.</param>
    /// <param name="message">The sentence for the client.</param>
    /// <param name="requestId">The id that also stands in the <c>request-id</c> header.</param>
    public static byte[] Create(string type, string message, string requestId)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "error"u8);
            json.WriteStartObject("error"u8);
            json.WriteString("type"u8, type);
            json.WriteString("message"u8, message);
            json.WriteEndObject();
            json.WriteString("request_id"u8, requestId);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The envelope as an <c>error</c> event of a stream.</summary>
    /// <inheritdoc cref="Create"/>
    public static byte[] CreateEvent(string type, string message, string requestId) =>
        [.. "event: error\ndata: "u8, .. Create(type, message, requestId), .. "\n\n"u8];
}
