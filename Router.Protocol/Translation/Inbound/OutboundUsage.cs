using System.Text.Json;

namespace Router.Protocol.Translation.Inbound;

/// <summary>Token counts in the shape of chat completions: the prompt holds what was read from the cache and written to it.</summary>
internal struct OutboundUsage
{
    private long _input, _output, _read, _written;

    /// <summary>Takes what a <c>usage</c> object says; what it does not say stays.</summary>
    public void Take(JsonElement usage)
    {
        if (usage.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        _input = Count(usage, "input_tokens") ?? _input;
        _output = Count(usage, "output_tokens") ?? _output;
        _read = Count(usage, "cache_read_input_tokens") ?? _read;
        _written = Count(usage, "cache_creation_input_tokens") ?? _written;
    }

    public readonly void Write(Utf8JsonWriter json)
    {
        long prompt = _input + _read + _written;
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, prompt);
        json.WriteNumber("completion_tokens"u8, _output);
        json.WriteNumber("total_tokens"u8, prompt + _output);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, _read);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static long? Count(JsonElement usage, string field) => usage.TryGetProperty(field, out JsonElement count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out long number) ? number : null;
}
