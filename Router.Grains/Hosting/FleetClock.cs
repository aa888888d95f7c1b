namespace Router.Grains.Hosting;

/// <summary>
/// The clock of entities: wall time at the node's start, counted on by timestamps, because wall clocks jump. Apart from Orleans' own clock, which must run
/// whatever a test does to this one.
/// </summary>
/// <param name="time">Where time comes from.</param>
public sealed class FleetClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startStamp = time.GetTimestamp();

    /// <summary>Now.</summary>
    public DateTimeOffset Now => _start + time.GetElapsedTime(_startStamp);
}
