namespace Router.Core.Configuration;

/// <summary>How the reasoning behind tool calls is remembered for clients that lose it.</summary>
public sealed record ReasoningConfig
{
    /// <summary>Whether it is remembered at all. Default true.</summary>
    public bool Store { get; init; } = true;

    /// <summary>How much is kept, in bytes of memory, ≥ 1. Default 16 MiB.</summary>
    public long MaxBytes { get; init; } = 16L << 20;

    /// <summary>How long it is kept, at least 1 s. Default 24 h.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromHours(24);
}
