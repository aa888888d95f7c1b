namespace Router.Dashboard.Charts;

/// <summary>Maps values to places along an axis.</summary>
/// <param name="First">The first value.</param>
/// <param name="Last">The last value.</param>
/// <param name="From">The place of the first value.</param>
/// <param name="To">The place of the last value.</param>
public readonly record struct LinearScale(double First, double Last, double From, double To)
{
    /// <summary>The place of a value; of an axis without length, its beginning.</summary>
    public double this[double value] => Last - First is var length && length != 0 ? From + ((value - First) / length * (To - From)) : From;
}
