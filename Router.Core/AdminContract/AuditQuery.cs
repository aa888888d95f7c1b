namespace Router.Core.AdminContract;

/// <summary>Asks who did what, the newest first.</summary>
public sealed record AuditQuery
{
    /// <summary>The most, 1 to 1,000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only acts before the one of this id; null for the newest.</summary>
    public string? After { get; init; }

    /// <summary>Only what was done to this tenant; null for all that the caller may see.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only acts of this name, such as <c>key.created</c>, or of this kind, such as <c>key</c>; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>Only acts of who has this text in his id; null for everybody's.</summary>
    public string? Actor { get; init; }

    /// <summary>Only acts on what has this text in its id; null for all.</summary>
    public string? Entry { get; init; }

    /// <summary>From this day on (UTC); null for all that is kept.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Up to this day (UTC), it included; null for today.</summary>
    public DateOnly? To { get; init; }
}
