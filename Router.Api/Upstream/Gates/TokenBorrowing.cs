using System.Collections.Concurrent;
using Router.Api.CountTokens;
using Router.Api.Messages;
using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Core.Configuration;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream.Gates;

/// <summary>
/// How many tokens a request borrows from its gate: the estimated input and what is usually answered. An estimate is a walk over the body, so none is
/// made where nobody limits tokens.
/// </summary>
internal sealed class TokenBorrowing(TokenEstimates estimates)
{
    /// <summary>Claude Code asks for 32,000 tokens and more, and its answers are mostly shorter than this.</summary>
    private const long UsualOutput = 2000;

    /// <summary>Sessions whose last prompt is remembered. When there are more, all are forgotten: that costs larger estimates for one round.</summary>
    private const int MostSessions = 20_000;

    private readonly ConcurrentDictionary<GateKey, bool> _limited = new();
    private readonly ConcurrentDictionary<string, long> _prompts = new(StringComparer.Ordinal);

    public long Of(MessageExchange exchange, Candidate candidate, GateKey gate)
    {
        ProviderConfig provider = candidate.Target.Provider;
        if (provider.Limits.TokensPerMinute is null && !_limited.ContainsKey(gate))
        {
            return 0;
        }

        long input = estimates.Corrected(estimates.InputOf(exchange), candidate.Target);
        // What Anthropic reads from its cache does not count: of a long conversation only what is new does.
        long cached = provider.Style == ProviderStyle.Native ? Math.Min(_prompts.GetValueOrDefault(exchange.Session), input) : 0;
        return input - cached + Math.Min(exchange.Request.MaxTokens, UsualOutput);
    }

    /// <summary>The provider's headers speak of tokens, or no longer do.</summary>
    public void Learn(GateKey gate, ProviderReading reading)
    {
        if (reading.Tokens is not null)
        {
            _limited[gate] = true;
        }
    }

    /// <summary>What a conversation's prompt was: the next one begins with it, and finds it in the cache.</summary>
    public void Remember(MessageExchange exchange, Candidate candidate)
    {
        MessageUsage usage = exchange.Usage;
        if (candidate.Target.Provider.Style == ProviderStyle.Native && usage.CacheRead + usage.CacheWrite > 0 && !_limited.IsEmpty)
        {
            if (_prompts.Count >= MostSessions)
            {
                _prompts.Clear();
            }

            _prompts[exchange.Session] = usage.CacheRead + usage.CacheWrite;
        }
    }

    /// <summary>The gate is no more.</summary>
    public void Forget(GateKey gate) => _limited.TryRemove(gate, out _);
}
