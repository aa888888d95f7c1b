using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Router.Api.Messages;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Protocol.Translation;

namespace Router.Api.Caching;

/// <summary>What beside its body decides a message's answer.</summary>
internal static class CacheFacts
{
    /// <summary>The model as asked, the query, Anthropic's headers, and each target that may answer with what the configuration makes of a message on its way there.</summary>
    public static ImmutableArray<string> Of(MessageExchange exchange, ImmutableArray<Target> targets) =>
    [
        exchange.Request.Model,
        exchange.AnswerModel is { } name ? $"asked {name}" : "served",
        // It goes to providers of Anthropic's style as it is, and to no other.
        targets.Any(static target => target.Provider.Style != ProviderStyle.OpenAi) ? exchange.Context.Request.QueryString.Value ?? "" : "",
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
        .. Of(target.Provider),
        target.Terms.ReasoningEffort ?? "",
        target.Terms.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "",
        List(target.Terms.RemoveTools),
        List(target.ExtraBody),
        List(target.Provider.Headers),
        List(target.Terms.Headers),
        .. Of(TargetFit.CapabilitiesOf(target)),
    ];

    private static IEnumerable<string> Of(ProviderConfig provider) =>
    [
        provider.Style.ToString(),
        provider.BaseUrl.ToString(),
        provider.Path ?? "",
        List(provider.Query),
        List(provider.RemoveFields),
        List(provider.RemoveBetas),
        $"{provider.CacheOptions} {provider.ServerTools}",
        provider.LimitsOfImages().ToString(),
    ];

    /// <summary>What its translation goes by: the table's word and the configuration's.</summary>
    private static IEnumerable<string> Of(ChatCapabilities capabilities) => [capabilities.ToString(), string.Join(",", capabilities.Efforts)];

    private static string List(IEnumerable<string> values) => string.Join('\n', values.Order(StringComparer.Ordinal));

    private static string List(ImmutableDictionary<string, string> values) => List(values.Select(static pair => $"{pair.Key}={pair.Value}"));
}
