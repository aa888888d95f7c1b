namespace Router.Core.Tests.Admission;

/// <summary>A clock moved by hand; its wall time can be set apart from its timestamps, as happens to real ones.</summary>
internal sealed class HandClock : TimeProvider
{
    private TimeSpan _elapsed;

    public TimeSpan WallStep { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => GateRun.Start + _elapsed + WallStep;

    public void Advance(double seconds) => _elapsed += TimeSpan.FromSeconds(seconds);
}
