using Router.Core.Admission;
using Router.Core.Admission.State;

namespace Router.Grains.Gates;

/// <summary>
/// How many permits a node gets at once. What is leased counts until a minute after it came back, so a lease is a small part of the limit; where nobody
/// limits anything it may be large, because a refusal of the provider takes it back at once. A limit that is configured meanwhile counts for the next lease, within
/// the five seconds that one lasts.
/// </summary>
internal static class LeaseSize
{
    private const int Largest = 256;

    /// <summary>A lease is this part of a limit of a minute: two nodes with a lease each lose a thirty-second of it.</summary>
    private const int Part = 64;

    /// <summary>The requests of a lease; 0 when each must ask for itself.</summary>
    /// <param name="settings">What the gate is told.</param>
    /// <param name="state">How it stands.</param>
    /// <param name="tokensEach">What a request borrows on average.</param>
    public static int Of(GateSettings settings, GateSnapshot state, long tokensEach)
    {
        bool isWell = state is { Cooldown.AwaitsAnswer: false, Breaker: { IsOpen: false, Failures: 0 } };
        if (!isWell || settings.Drained || settings.Limits.Concurrency is not null)
        {
            return 0;
        }

        long? requests = Lower(settings.Limits.RequestsPerMinute, state.Limits.LearnedRequests?.Limit ?? state.Limits.LearnedRequests?.Remaining);
        long? tokens = Tokens(settings, state);
        long size = Math.Min(requests / Part ?? Largest, tokens is { } most ? most / Part / Math.Max(1, tokensEach) : Largest);
        // A lease of one saves no call.
        return size < 2 ? 0 : (int)Math.Min(size, Largest);
    }

    /// <summary>How many tokens a minute there are; null where nobody limits them.</summary>
    public static long? Tokens(GateSettings settings, GateSnapshot state) =>
        Lower(settings.Limits.TokensPerMinute, state.Limits.LearnedTokens?.Limit ?? state.Limits.LearnedTokens?.Remaining);

    private static long? Lower(long? configured, long? learned) => configured is { } one && learned is { } other ? Math.Min(one, other) : configured ?? learned;
}
