namespace Router.Api.DemoData;

/// <summary>A clock that is set: a month goes by in seconds. Timers are the system's.</summary>
internal sealed class DemoClock(DateTimeOffset begin) : TimeProvider
{
    private DateTimeOffset _now = begin;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Moves on; never back.</summary>
    public void MoveTo(DateTimeOffset time) => _now = time > _now ? time : _now;
}
