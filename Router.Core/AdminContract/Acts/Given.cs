namespace Router.Core.AdminContract.Acts;

/// <summary>A field that may be left as it is, which is its default. Given as null, it takes away what there was.</summary>
/// <param name="Value">What it shall be.</param>
public readonly record struct Given<T>(T Value)
{
    /// <summary>Whether it shall be something else.</summary>
    public bool IsGiven { get; } = true;

    /// <summary>What it is from now on.</summary>
    /// <param name="present">What it is.</param>
    public T Or(T present) => IsGiven ? Value : present;

    /// <summary>What it shall be.</summary>
    public static implicit operator Given<T>(T value) => new(value);
}
