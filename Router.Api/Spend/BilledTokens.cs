using Router.Api.CountTokens;
using Router.Api.Messages;
using Router.Core.Spend;
using Router.Protocol.Anthropic;

namespace Router.Api.Spend;

/// <summary>The tokens that a message is charged.</summary>
internal static class BilledTokens
{
    /// <summary>The tokens; null when nobody knows, and what was reserved is charged.</summary>
    public static TokenCounts? Of(MessageExchange exchange, SettlementKind kind, TokenEstimates estimates)
    {
        if (kind is SettlementKind.Failed or SettlementKind.NotSent || exchange.IsAnsweredHere)
        {
            return default(TokenCounts);
        }

        TokenCounts reported = Reported(exchange.Usage);
        if (kind == SettlementKind.Answered && (reported.All > 0 || exchange.Bill is { IsLimited: true }))
        {
            return reported.All > 0 ? reported : null;
        }

        return CutFloor.Of(reported, reported.AllInput > 0 ? 0 : estimates.InputOf(exchange), exchange.RelayedCharacters);
    }

    /// <summary>What a provider reported, as it is charged.</summary>
    public static TokenCounts Reported(MessageUsage usage) => new(usage.Input, usage.Output, usage.CacheRead, usage.CacheWrite - usage.CacheWrite1h, usage.CacheWrite1h);
}
