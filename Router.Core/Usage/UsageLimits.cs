namespace Router.Core.Usage;

/// <summary>What a usage book keeps: its memory has a bound whatever clients send.</summary>
public sealed record UsageLimits
{
    /// <summary>How long hours are kept. Default 31 days.</summary>
    public TimeSpan Hours { get; init; } = TimeSpan.FromDays(31);

    /// <summary>How long days are kept. Default 400 days.</summary>
    public TimeSpan Days { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long hours and days of sessions and agents are kept: there are new ones all the time. Default 7 days.</summary>
    public TimeSpan Sessions { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Names that are told apart in one hour or day by one grouping, ≥ 1; the others are one row. Default 2,000.</summary>
    public int Names { get; init; } = 2000;

    /// <summary>Records whose names are remembered so that they count once, ≥ 1. Default 50,000.</summary>
    public int Records { get; init; } = 50_000;
}
