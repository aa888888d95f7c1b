namespace Router.Core.Usage;

/// <summary>The length of a row's time.</summary>
public enum UsagePeriod
{
    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day in UTC.</summary>
    Day,
}
