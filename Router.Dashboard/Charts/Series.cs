namespace Router.Dashboard.Charts;

/// <summary>A named row of values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">A value a slot.</param>
public sealed record Series(string Name, IReadOnlyList<double> Values)
{
    /// <summary>The sum.</summary>
    public double Total => Values.Sum();
}
