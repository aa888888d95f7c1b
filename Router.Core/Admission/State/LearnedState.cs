namespace Router.Core.Admission.State;

/// <summary>What a provider said of a limit.</summary>
/// <param name="Remaining">How much may be granted until <paramref name="Until"/>.</param>
/// <param name="Limit">The limit; null when not said.</param>
/// <param name="Until">When it is whole again, UTC ticks.</param>
/// <param name="At">All that had ever been granted up to the request that brought the reading.</param>
/// <param name="Seen">When it was read, UTC ticks.</param>
public readonly record struct LearnedState(long Remaining, long? Limit, long Until, long At, long Seen);
