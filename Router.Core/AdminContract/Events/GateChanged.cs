using Router.Core.Admission;

namespace Router.Core.AdminContract.Events;

/// <summary>A gate has closed, opened, or is closed for another reason.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="Gate">The gate.</param>
/// <param name="Closed">Why it is closed; none when it is open.</param>
/// <param name="OpensAt">When it may open again; null when it is open, or while a probe is out.</param>
public sealed record GateChanged(DateTimeOffset At, GateKey Gate, RefusalReason Closed, DateTimeOffset? OpensAt) : AdminEvent(At);
