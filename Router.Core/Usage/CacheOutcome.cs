namespace Router.Core.Usage;

/// <summary>What the response cache did for a request.</summary>
public enum CacheOutcome
{
    /// <summary>It was not asked.</summary>
    Off,

    /// <summary>It had no answer.</summary>
    Miss,

    /// <summary>It answered.</summary>
    Hit,

    /// <summary>The request shared the answer of one under way.</summary>
    Joined,
}
