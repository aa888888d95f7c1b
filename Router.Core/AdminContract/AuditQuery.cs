namespace Router.Core.AdminContract;

/// <summary>Asks who did what, the newest first.</summary>
public sealed record AuditQuery
{
    /// <summary>The most, 1 to 1,000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only acts before the one of this id; null for the newest.</summary>
    public string? After { get; init; }

    /// <summary>From this day on (UTC); null for all that is kept.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Up to this day (UTC), it included; null for today.</summary>
    public DateOnly? To { get; init; }
}
