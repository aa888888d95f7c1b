using Router.Core.Usage;

namespace Router.Core.AdminContract.Events;

/// <summary>A message has ended.</summary>
/// <param name="Record">What it used.</param>
public sealed record RequestEnded(UsageRecord Record) : AdminEvent(Record.At);
