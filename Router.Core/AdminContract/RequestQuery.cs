namespace Router.Core.AdminContract;

/// <summary>Asks for the last messages, the newest first.</summary>
public sealed record RequestQuery
{
    /// <summary>The most, 1 to 1,000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only those before the one of this id; null for the newest.</summary>
    public string? After { get; init; }

    /// <summary>Only of this tenant; null for all that the caller may see.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only of this user; null for all.</summary>
    public string? User { get; init; }

    /// <summary>Only of this session; null for all.</summary>
    public string? Session { get; init; }

    /// <summary>Only the one whose answer and log line name it so, <c>req_…</c>; null for all.</summary>
    public string? RequestId { get; init; }
}
