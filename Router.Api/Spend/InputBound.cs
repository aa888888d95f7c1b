using Router.Api.CountTokens;
using Router.Api.Messages;
using Router.Core.Routing;
using Router.Core.Spend;
using Router.Protocol.Counting;

namespace Router.Api.Spend;

/// <summary>How much input a message may turn out to be.</summary>
internal static class InputBound
{
    /// <summary>What providers add in their own words: their prompt for tools, the frame of each message.</summary>
    private const long Added = 1000;

    /// <summary>
    /// In tokens. The estimate is one of a tokenizer that counts least; others were seen to count up to 1.4 times as many (docs/decisions/0005-token-estimate.md).
    /// What a provider looks up by itself, as for web search, nobody knows before.
    /// </summary>
    public static long Of(MessageExchange exchange, TokenEstimates estimates)
    {
        long estimate = estimates.InputOf(exchange), highest = estimate;
        foreach (Target target in exchange.Route.Targets)
        {
            highest = Math.Max(highest, estimates.Corrected(estimate, target));
        }

        return highest + (highest / 2) + Added;
    }

    /// <summary>What the message asks of the provider's prompt cache. Where it says nothing, the provider may cache all the same, as dearly as it likes.</summary>
    public static CacheUse CacheOf(MessageExchange exchange, TokenEstimates estimates) => estimates.MarksOf(exchange) switch
    {
        CacheMarks.OneHour => CacheUse.OneHour,
        CacheMarks.FiveMinutes => CacheUse.FiveMinutes,
        _ => CacheUse.Unknown,
    };
}
