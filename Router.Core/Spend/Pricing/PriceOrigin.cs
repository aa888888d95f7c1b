namespace Router.Core.Spend.Pricing;

/// <summary>Where a price comes from.</summary>
public enum PriceOrigin
{
    /// <summary>Nobody knows the model: the stated tier for such models.</summary>
    Unknown,

    /// <summary>The built-in table.</summary>
    Table,

    /// <summary>Configuration.</summary>
    Configured,

    /// <summary>The provider runs on one's own machines: free by rule.</summary>
    Free,
}
