namespace Router.Core.Tenancy;

/// <summary>The last day of a key, where people name a day: it counts whole, in UTC.</summary>
public static class KeyDay
{
    /// <summary>The last moment of a day.</summary>
    public static DateTimeOffset End(DateOnly day) => new(day, new TimeOnly(23, 59, 59, 999), TimeSpan.Zero);
}
