namespace Router.Core.Admission.State;

/// <summary>What is used of the limits.</summary>
/// <param name="Requests">The window of requests.</param>
/// <param name="Tokens">The window of tokens.</param>
/// <param name="LearnedRequests">What the provider said of requests; null for nothing.</param>
/// <param name="LearnedTokens">What the provider said of tokens; null for nothing.</param>
/// <param name="RequestTotal">All requests ever granted.</param>
/// <param name="TokenTotal">All tokens ever borrowed.</param>
/// <param name="AverageHold">How long a permit is held on average, in seconds.</param>
public sealed record LimitsState(
    WindowState Requests, WindowState Tokens, LearnedState? LearnedRequests, LearnedState? LearnedTokens, long RequestTotal, long TokenTotal, double AverageHold);
