using System.Collections.Frozen;
using System.Globalization;
using Router.Protocol.Anthropic;
using Router.Protocol.Errors;

namespace Router.Protocol.OpenAI;

/// <summary>
/// The HTTP status that an error stands for which came behind HTTP 200, by its code, its type and at last its words, in Anthropic's terms: 402
/// for used-up credit, which no retry mends, 529 for overload, 504 for time-outs.
/// </summary>
internal static class ErrorStatus
{
    private const int Unknown = 500;

    private static readonly FrozenDictionary<string, int> Words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["insufficient_quota"] = 402,
        ["insufficient_balance"] = 402,
        ["insufficient_credits"] = 402,
        ["billing_error"] = 402,
        ["billing_hard_limit_reached"] = 402,
        ["billing_not_active"] = 402,
        ["1113"] = 402, // GLM: balance used up
        ["rate_limit_exceeded"] = 429,
        ["rate_limit_error"] = 429,
        ["rate_limit_reached_error"] = 429,
        ["too_many_requests"] = 429,
        ["tokens"] = 429, // OpenAI's type beside rate_limit_exceeded
        ["requests"] = 429,
        ["resource_exhausted"] = 429,
        ["1302"] = 429, // GLM: too many at once
        ["1303"] = 429, // GLM: too often
        ["overloaded"] = 529,
        ["overloaded_error"] = 529,
        ["engine_overloaded_error"] = 529,
        ["server_overloaded"] = 529,
        ["server_busy"] = 529,
        ["service_unavailable"] = 529,
        ["service_unavailable_error"] = 529,
        ["serviceunavailableerror"] = 529,
        ["unavailable"] = 529,
        ["1305"] = 529, // GLM: model overloaded
        ["invalid_api_key"] = 401,
        ["authentication_error"] = 401,
        ["unauthenticated"] = 401,
        ["permission_error"] = 403,
        ["permission_denied"] = 403,
        ["model_not_found"] = 404,
        ["not_found"] = 404,
        ["not_found_error"] = 404,
        ["notfounderror"] = 404,
        ["request_too_large"] = 413,
        ["timeout"] = 504,
        ["timeout_error"] = 504,
        ["deadline_exceeded"] = 504,
        ["context_length_exceeded"] = 400,
        ["exceed_context_size_error"] = 400,
        ["invalid_request_error"] = 400,
        ["invalid_argument"] = 400,
        ["badrequesterror"] = 400,
        ["bad_request"] = 400,
        ["content_filter"] = 400,
        ["content_policy_violation"] = 400,
        ["1301"] = 400, // GLM: unsafe content
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The status, 400 to 599; 500 when the error gives no hint.</summary>
    /// <param name="error">What the body says.</param>
    /// <param name="body">The body, for the members that only some providers have.</param>
    public static int Of(ProviderError error, ReadOnlySpan<byte> body)
    {
        if (ContextOverflow.Translate(error) is not null)
        {
            return 400;
        }

        return ByWord(error.Code) ?? ByWord(error.Type) ?? ByMember(body) ?? ByMessage(error.Message);
    }

    /// <summary><code>{"error":{"message":"…","status":"UNAVAILABLE"}}   {"statusCode":429,"message":"…"}</code></summary>
    private static int? ByMember(ReadOnlySpan<byte> body)
    {
        if (!JsonCursor.TryWhole(body, out JsonRange root))
        {
            return null;
        }

        var elements = new JsonCursor(body, root.IsArray ? root : default);
        root = elements.Next() ? elements.Value : root;
        JsonRange error = JsonCursor.Find(body, root, "error"u8);
        return ByValue(body, error, "status"u8) ?? ByValue(body, root, "statusCode"u8) ?? ByValue(body, root, "status"u8) ?? ByValue(body, root, "code"u8);
    }

    private static int? ByValue(ReadOnlySpan<byte> json, JsonRange parent, ReadOnlySpan<byte> name)
    {
        JsonRange value = JsonCursor.Find(json, parent, name);
        return value.HasValue ? ByWord(System.Text.Encoding.UTF8.GetString(value.In(json))) : null;
    }

    private static int? ByWord(string? word)
    {
        if (word is null)
        {
            return null;
        }

        if (Words.TryGetValue(word, out int known))
        {
            return known;
        }

        return int.TryParse(word, CultureInfo.InvariantCulture, out int status) && status is >= 400 and < 600 ? ErrorType.NormalStatus(status) : null;
    }

    private static int ByMessage(string message)
    {
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        return Says("rate limit") || Says("too many requests") ? 429
            : Says("overloaded") || Says("at capacity") ? 529
            : Says("timed out") ? 504
            : Unknown;
    }
}
