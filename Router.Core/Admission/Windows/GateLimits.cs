using Router.Core.Admission.Hints;
using Router.Core.Admission.State;
using Router.Core.Configuration;

namespace Router.Core.Admission.Windows;

/// <summary>Requests and tokens a minute, as configured and as learned, and requests at one time.</summary>
internal sealed class GateLimits
{
    /// <summary>How much a new measurement weighs in the average time that a permit is held.</summary>
    private const double Weight = 0.1;

    /// <summary>What was held for less says nothing of how long slots are held, in seconds: it was refused, or never used.</summary>
    private const double ShortestHold = 0.25;

    private readonly SlidingWindow _requests = new();
    private readonly SlidingWindow _tokens = new();
    private readonly LearnedLimit _learnedRequests = new();
    private readonly LearnedLimit _learnedTokens = new();
    private long? _slots;
    private long _slotsUsed;
    private long _tokenTotal;
    private double _averageHold = 5;

    /// <summary>All requests ever granted.</summary>
    public long RequestTotal { get; private set; }

    public long RequestsUsed => _requests.Used;

    public long TokensUsed => _tokens.Used;

    public long SlotsUsed => _slotsUsed;

    /// <summary>Whether nothing is used and nothing was read.</summary>
    public bool IsIdle => (RequestsUsed, TokensUsed, _slotsUsed, LearnedRequests, LearnedTokens) == (0, 0, 0, null, null);

    public LearnedState? LearnedRequests => _learnedRequests.State;

    public LearnedState? LearnedTokens => _learnedTokens.State;

    public void Configure(ProviderLimits limits) => (_requests.Limit, _tokens.Limit, _slots) = (limits.RequestsPerMinute, limits.TokensPerMinute, limits.Concurrency);

    public void Forget(long now)
    {
        _requests.Forget(now);
        _tokens.Forget(now);
        _learnedRequests.Roll(RequestTotal, now);
        _learnedTokens.Roll(_tokenTotal, now);
    }

    /// <summary>Forgets what headers said.</summary>
    public void Unlearn() => (_learnedRequests.State, _learnedTokens.State) = (null, null);

    /// <summary>Whether a slot is free. A stock of more than all slots needs them all.</summary>
    public bool HasSlot(in EnterRequest request) => _slots is not { } slots || _slotsUsed + Math.Min(request.Requests, slots) <= slots;

    /// <summary>When the windows let a request in.</summary>
    public long FreeAt(in EnterRequest request, long now) => Math.Max(
        Math.Max(_requests.FreeAt(request.Requests, now), _tokens.FreeAt(request.Tokens, now)),
        Math.Max(_learnedRequests.FreeAt(request.Requests, RequestTotal, now), _learnedTokens.FreeAt(request.Tokens, _tokenTotal, now)));

    /// <summary>When the windows and slots would let a request in behind others: an estimate.</summary>
    /// <param name="request">The request.</param>
    /// <param name="requestsAhead">The requests before it.</param>
    /// <param name="tokensAhead">Their tokens.</param>
    /// <param name="now">The time.</param>
    public long FreeAtBehind(in EnterRequest request, long requestsAhead, long tokensAhead, long now)
    {
        long windows = Math.Max(_requests.FreeAtAfter(requestsAhead + request.Requests, now), _tokens.FreeAtAfter(tokensAhead + request.Tokens, now));
        long slots = _slots is { } all && !HasSlot(request) ? now + (long)((requestsAhead + request.Requests) * _averageHold / all * TimeSpan.TicksPerSecond) : now;
        return Math.Max(Math.Max(windows, slots), FreeAt(request, now));
    }

    /// <summary>Takes what a request needs.</summary>
    public OpenPermit Take(in EnterRequest request, long now, long expires)
    {
        RequestTotal += request.Requests;
        _tokenTotal += request.Tokens;
        _slotsUsed += request.Requests;
        bool isStock = request.Stock > 0;
        if (isStock)
        {
            _requests.Hold(request.Requests);
            _tokens.Hold(request.Tokens);
        }

        return new OpenPermit(request.Id)
        {
            Requests = request.Requests, Tokens = request.Tokens, IsStock = isStock, GrantedAt = now, ExpiresAt = expires,
            RequestEntry = isStock ? 0 : _requests.Add(request.Requests, now), TokenEntry = isStock ? 0 : _tokens.Add(request.Tokens, now),
            RequestTotal = RequestTotal, TokenTotal = _tokenTotal,
        };
    }

    /// <summary>Settles a permit with the truth. What was borrowed too much is taken back where it was logged; what was borrowed too little counts from now.</summary>
    public void Settle(in OpenPermit permit, long requests, long tokens, long now)
    {
        _slotsUsed -= permit.Requests;
        double held = Math.Max(ShortestHold, (now - permit.GrantedAt) / (double)TimeSpan.TicksPerSecond);
        _averageHold += (held - _averageHold) * Weight;
        if (permit.IsStock)
        {
            _requests.Release(permit.Requests, requests, now);
            _tokens.Release(permit.Tokens, tokens, now);
            return;
        }

        _requests.Refund(permit.RequestEntry, permit.Requests - requests);
        if (tokens <= permit.Tokens)
        {
            _tokens.Refund(permit.TokenEntry, permit.Tokens - tokens);
        }
        else
        {
            _tokens.Add(tokens - permit.Tokens, now);
        }
    }

    public void Learn(in OpenPermit permit, in ProviderReading reading, long now)
    {
        if (reading.Requests is { } requests)
        {
            _learnedRequests.Learn(requests, permit.RequestTotal, RequestTotal, now);
        }

        if (reading.Tokens is { } tokens)
        {
            _learnedTokens.Learn(tokens, permit.TokenTotal, _tokenTotal, now);
        }
    }

    public LimitsState Save() => new(_requests.Save(), _tokens.Save(), LearnedRequests, LearnedTokens, RequestTotal, _tokenTotal, _averageHold);

    public void Load(LimitsState state, long slotsUsed)
    {
        _requests.Load(state.Requests);
        _tokens.Load(state.Tokens);
        (_learnedRequests.State, _learnedTokens.State) = (state.LearnedRequests, state.LearnedTokens);
        (RequestTotal, _tokenTotal, _averageHold, _slotsUsed) = (state.RequestTotal, state.TokenTotal, state.AverageHold, slotsUsed);
    }
}
