namespace Router.Core.Spend.State;

/// <summary>Where a reservation stands in a node's windows.</summary>
/// <param name="Requests">The entry of the window of requests.</param>
/// <param name="Tokens">The entry of the window of tokens.</param>
public readonly record struct WindowPlace(long Requests, long Tokens);
