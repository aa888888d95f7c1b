namespace Router.Core.Configuration;

/// <summary>The response cache.</summary>
public sealed record CacheConfig
{
    /// <summary><c>off</c>, <c>prefix</c> or <c>full</c>. Default off.</summary>
    public string Mode { get; init; } = "off";

    /// <summary>How long an answer is kept. Default 1 h.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromHours(1);

    /// <summary><c>memory</c>, or <c>folder</c>: in the state folder, so that answers survive a restart. Default memory.</summary>
    public string Store { get; init; } = "memory";

    /// <summary>The largest total size in bytes. Default 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary><c>user</c>, <c>team</c> or <c>tenant</c>. Default tenant.</summary>
    public string Scope { get; init; } = "tenant";

    /// <summary><c>zero</c> or <c>original</c>. Default zero.</summary>
    public string UsageOnHit { get; init; } = "zero";
}
