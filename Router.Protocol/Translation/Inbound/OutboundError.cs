using System.Text.Json;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Translation.Inbound;

/// <summary>
/// Says an error envelope in the words of chat completions.
/// <code>{"error":{"message":"…","type":"invalid_request_error","param":null,"code":"model_not_found"}}</code>
/// </summary>
internal static class OutboundError
{
    /// <param name="json">Gets the whole object.</param>
    /// <param name="envelope">Anthropic's envelope.</param>
    public static void Write(Utf8JsonWriter json, JsonElement envelope)
    {
        JsonElement error = envelope.TryGetProperty("error", out JsonElement found) ? found : default;
        string type = OutboundAnswer.Text(error, "type") ?? ErrorType.Api;
        string message = OutboundAnswer.Text(error, "message") ?? "";
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, message);
        json.WriteString("type"u8, TypeOf(type));
        json.WriteNull("param"u8);
        if (CodeOf(type, message) is { } code)
        {
            json.WriteString("code"u8, code);
        }
        else
        {
            json.WriteNull("code"u8);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string TypeOf(string type) => type switch
    {
        ErrorType.Api or ErrorType.Overloaded or ErrorType.Timeout => "server_error",
        ErrorType.Billing => "insufficient_quota",
        ErrorType.NotFound or ErrorType.RequestTooLarge or ErrorType.Conflict => ErrorType.InvalidRequest,
        _ => type,
    };

    private static string? CodeOf(string type, string message) => type switch
    {
        ErrorType.Authentication => "invalid_api_key",
        ErrorType.NotFound => "model_not_found",
        ErrorType.RateLimit => "rate_limit_exceeded",
        ErrorType.Billing => "insufficient_quota",
        ErrorType.InvalidRequest when message.StartsWith("prompt is too long", StringComparison.OrdinalIgnoreCase) => "context_length_exceeded",
        _ => null,
    };
}
