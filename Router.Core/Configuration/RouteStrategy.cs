namespace Router.Core.Configuration;

/// <summary>How a route chooses among its targets.</summary>
public enum RouteStrategy
{
    /// <summary>In the order of the file (default).</summary>
    Ordered,

    /// <summary>By weight.</summary>
    Weighted,

    /// <summary>The lowest price first.</summary>
    Cheapest,

    /// <summary>The shortest time to first token first.</summary>
    Fastest,
}
