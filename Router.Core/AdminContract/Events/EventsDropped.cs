namespace Router.Core.AdminContract.Events;

/// <summary>The listener was too slow, and events were left out.</summary>
/// <param name="At">When that is told.</param>
/// <param name="Count">How many since it was told last.</param>
public sealed record EventsDropped(DateTimeOffset At, long Count) : AdminEvent(At);
