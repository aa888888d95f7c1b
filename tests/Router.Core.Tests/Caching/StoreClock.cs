namespace Router.Core.Tests.Caching;

/// <summary>A clock that is set by hand.</summary>
public sealed class StoreClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
