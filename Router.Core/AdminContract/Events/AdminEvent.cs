namespace Router.Core.AdminContract.Events;

/// <summary>Something that happens while somebody listens.</summary>
/// <param name="At">When.</param>
public abstract record AdminEvent(DateTimeOffset At);
