using System.Text.Json;
using Router.Core.Spend;
using Router.Core.Usage;

namespace Router.Api.Usage;

/// <summary>The names of usage in answers.</summary>
internal static class UsageFields
{
    /// <summary>Writes a sum into an open object.</summary>
    public static void Write(Utf8JsonWriter json, in UsageSum sum)
    {
        json.WriteNumber("requests", sum.Requests);
        Write(json, sum.Tokens);
        json.WriteNumber("usd", sum.Cost.Usd);
        json.WriteNumber("saved_usd", sum.Saved.Usd);
    }

    /// <summary>Writes tokens into an open object.</summary>
    public static void Write(Utf8JsonWriter json, in TokenCounts tokens)
    {
        json.WriteNumber("input_tokens", tokens.Input);
        json.WriteNumber("output_tokens", tokens.Output);
        json.WriteNumber("cache_read_tokens", tokens.CacheRead);
        json.WriteNumber("cache_write_5m_tokens", tokens.CacheWrite5m);
        json.WriteNumber("cache_write_1h_tokens", tokens.CacheWrite1h);
    }
}
