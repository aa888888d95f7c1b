namespace Router.Core.Admission.State;

/// <summary>An amount that counts against a window.</summary>
/// <param name="First">When the entry began, UTC ticks.</param>
/// <param name="At">The time from which it counts for one window, UTC ticks.</param>
/// <param name="Amount">Requests or tokens, ≥ 0.</param>
public readonly record struct WindowEntry(long First, long At, long Amount);
