using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Router.Api.Messages;
using Router.Core.Routing;

namespace Router.Api.Caching;

/// <summary>What beside its body decides a message's answer.</summary>
internal static class CacheFacts
{
    /// <summary>The model as asked, Anthropic's headers, and each target that may answer with what the configuration makes of a message on its way there.</summary>
    public static ImmutableArray<string> Of(MessageExchange exchange, ImmutableArray<Target> targets) =>
    [
        exchange.Request.Model,
        exchange.RewritesModel ? "asked" : "served",
        .. Headers(exchange.Context.Request.Headers),
        .. targets.SelectMany(Of),
    ];

    /// <summary>They go to the provider as they are, and switch what it does.</summary>
    private static IEnumerable<string> Headers(IHeaderDictionary headers)
    {
        foreach ((string name, StringValues values) in headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (name.StartsWith("anthropic-", StringComparison.OrdinalIgnoreCase) && !name.Equals("anthropic-dangerous-direct-browser-access", StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{name.ToLowerInvariant()}: {values}";
            }
        }
    }

    private static IEnumerable<string> Of(Target target) =>
    [
        target.ToString(),
        target.Provider.Style.ToString(),
        target.Provider.BaseUrl.ToString(),
        target.Terms.ReasoningEffort ?? "",
        target.Terms.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "",
        string.Join('\n', target.Terms.RemoveTools.Order(StringComparer.Ordinal)),
        string.Join('\n', target.ExtraBody.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}")),
    ];
}
