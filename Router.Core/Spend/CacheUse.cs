namespace Router.Core.Spend;

/// <summary>What a request asks of the provider's prompt cache: it decides how dear its input can get.</summary>
public enum CacheUse
{
    /// <summary>Not known: the dearest is assumed.</summary>
    Unknown,

    /// <summary>Nothing is written.</summary>
    None,

    /// <summary>Input is written for 5 minutes at most.</summary>
    FiveMinutes,

    /// <summary>Input may be written for an hour.</summary>
    OneHour,
}
