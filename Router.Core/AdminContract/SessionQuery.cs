namespace Router.Core.AdminContract;

/// <summary>Asks for sessions, the one that was used last first.</summary>
public sealed record SessionQuery
{
    /// <summary>The most, 1 to 1,000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only those behind the one of this id; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Only of this tenant; null for all that the caller may see.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only of this user; null for all.</summary>
    public string? User { get; init; }
}
