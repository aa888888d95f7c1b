using System.Collections.Concurrent;
using Router.Api.Messages;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Translation;
using Router.Protocol.Counting;

namespace Router.Api.CountTokens;

/// <summary>Estimates of input tokens, corrected for each provider's model by what it reported before.</summary>
internal sealed class TokenEstimates(TimeProvider clock)
{
    // An estimate walks over the whole body: where nothing else needs it, one now and then is enough to learn from.
    private static readonly TimeSpan LearnsEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _learnt = new(StringComparer.Ordinal);
    private readonly TokenMemo _memo = new();
    private readonly Lock _lock = new();
    private readonly TokenCorrection _correction = new();

    /// <summary>The uncorrected estimate of a message's input, in tokens, ≥ 1; made once.</summary>
    public long InputOf(MessageExchange exchange) => EstimateOf(exchange).Tokens;

    /// <summary>What the message's body asks of the provider's prompt cache.</summary>
    public CacheMarks MarksOf(MessageExchange exchange) => EstimateOf(exchange).Marks;

    /// <summary>An uncorrected estimate, corrected.</summary>
    public long Corrected(long estimate, Target target)
    {
        lock (_lock)
        {
            return _correction.Correct(target.Provider.Name, target.Model, estimate);
        }
    }

    /// <summary>Whether an estimate should be made for the sake of learning: for Anthropic-style copies that may not count, and not each time.</summary>
    public bool WantsToLearn(Target target) =>
        target.Provider.Style == ProviderStyle.Compatible && !(_learnt.TryGetValue(target.Provider.Name, out long at) && clock.GetElapsedTime(at) < LearnsEvery);

    /// <summary>Learns from a provider's report.</summary>
    /// <param name="target">Who reported.</param>
    /// <param name="estimate">The uncorrected estimate.</param>
    /// <param name="reported">All input tokens, cached ones included.</param>
    public void Learn(Target target, long estimate, long reported)
    {
        _learnt[target.Provider.Name] = clock.GetTimestamp();
        lock (_lock)
        {
            _correction.Learn(target.Provider.Name, target.Model, estimate, reported);
        }
    }

    private RequestEstimate EstimateOf(MessageExchange exchange) =>
        exchange.Estimate ??= TokenEstimator.Estimate(exchange.Body.Span, exchange.Request.Parts, _memo);
}
