namespace Router.Fleet.Caching;

/// <summary>How long a message waits for the response cache in Redis, and when it waits no more.</summary>
public sealed record RedisCacheOptions
{
    /// <summary>How long a message waits for an answer of Redis. Default 100 ms: a provider takes longer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>After how many failures in a row nobody asks any more. Default 3.</summary>
    public int BreakAfter { get; init; } = 3;

    /// <summary>How often Redis is tried then, beside all messages. Default 1 s.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an admin's question may take. Default 10 s.</summary>
    public TimeSpan AdminPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest answer that is kept, in bytes as it is sealed. Default 8 MiB.</summary>
    public int LargestBytes { get; init; } = 8 << 20;

    /// <summary>What the names of its keys begin with. Default <c>router:answer:</c>.</summary>
    public string Prefix { get; init; } = "router:answer:";
}
