using System.Globalization;
using System.Text;
using Router.Core.Usage;

namespace Router.Api.Messages;

/// <summary>
/// The headers that say what the gateway did. Their values hold only <c>[A-Za-z0-9_.,:/-]</c>: a model's name comes from configuration, but
/// with a <c>*</c> target it is the client's text.
/// </summary>
internal static class RouterHeaders
{
    /// <summary>In a request: what is wished of the response cache. In an answer: what it did.</summary>
    public const string CacheHeader = "x-router-cache";

    public static void Apply(MessageExchange exchange)
    {
        IHeaderDictionary headers = exchange.Context.Response.Headers;
        if (exchange.Target is { } target)
        {
            headers["x-router-provider"] = Clean(target.Provider.Name);
            headers["x-router-model"] = Clean(target.Model);
        }

        headers["x-router-attempts"] = exchange.Attempts.ToString(CultureInfo.InvariantCulture);
        ApplyEarly(headers);
        if (exchange.Notes.Codes.Count > 0)
        {
            headers["x-router-notes"] = Notes(exchange.Notes.Codes);
        }
    }

    /// <summary>Whether a request's header for the response cache says something that is understood.</summary>
    public static bool IsCacheWish(string? wish) =>
        string.IsNullOrWhiteSpace(wish) || wish.AsSpan().Trim() is var word && (word.Equals("off", StringComparison.OrdinalIgnoreCase) || word.Equals("refresh", StringComparison.OrdinalIgnoreCase));

    /// <summary>What is known before any target has answered: all that a stream can say whose status line went out with a ping.</summary>
    public static void ApplyEarly(IHeaderDictionary headers) => headers.TryAdd(CacheHeader, "off");

    /// <summary>What the response cache did so far.</summary>
    public static void ApplyCache(IHeaderDictionary headers, CacheOutcome outcome) => headers[CacheHeader] = outcome switch
    {
        CacheOutcome.Hit => "hit", CacheOutcome.Joined => "joined", CacheOutcome.Miss => "miss", _ => "off",
    };

    /// <summary>The codes, as many whole ones as go into 1 KiB.</summary>
    private static string Notes(IReadOnlyList<string> codes)
    {
        const int Longest = 1024;
        var text = new StringBuilder();
        foreach (string code in codes)
        {
            if (text.Length + code.Length + 1 > Longest)
            {
                break;
            }

            text.Append(text.Length == 0 ? "" : ",").Append(code);
        }

        return text.ToString();
    }

    public static string Clean(string text)
    {
        const int Longest = 200;
        string cut = text.Length > Longest ? text[..Longest] : text;
        return cut.All(IsAllowed) ? cut : string.Create(cut.Length, cut, static (span, source) =>
        {
            for (int index = 0; index < span.Length; index++)
            {
                span[index] = IsAllowed(source[index]) ? source[index] : '_';
            }
        });
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or ',' or ':' or '/' or '-';
}
