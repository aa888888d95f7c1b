using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Core.Spend.Answers;

namespace Router.Api.Spend;

/// <summary>The headers from which a client learns how its user's budget stands.</summary>
internal static class BudgetHeaders
{
    private const string Prefix = "anthropic-ratelimit-";

    /// <summary>Sets them, before any answer: they stand in the answer of whoever gives one.</summary>
    public static void Announce(MessageExchange exchange)
    {
        foreach ((string name, string value) in SpendHeaders.Of(exchange.Bill?.Fullest))
        {
            exchange.Context.Response.Headers[name] = value;
        }
    }

    /// <summary>The headers of a provider that reach the client: where the user has a budget, none of the provider's own quota, which would read as the user's.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Passed(MessageExchange exchange, ImmutableArray<KeyValuePair<string, string>> passed) =>
        exchange.Bill?.Fullest is null ? passed : passed.RemoveAll(static header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
}
