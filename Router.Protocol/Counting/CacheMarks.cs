namespace Router.Protocol.Counting;

/// <summary>What a request asks of the provider's prompt cache, by the longest of its marks.</summary>
public enum CacheMarks
{
    /// <summary>No <c>cache_control</c> stands in it.</summary>
    None,

    /// <summary>At least one <c>cache_control</c>, none for an hour.</summary>
    FiveMinutes,

    /// <summary>At least one may be for an hour.</summary>
    OneHour,
}
