namespace Router.Grains.Keeping;

/// <summary>An entity's whole state as it is stored now and then.</summary>
/// <typeparam name="T">The state.</typeparam>
public sealed record KeptBase<T>
{
    /// <summary>Names the write that stored it.</summary>
    public Guid Stamp { get; init; }

    /// <summary>How many effects are in it.</summary>
    public long Position { get; init; }

    /// <summary>The state; null before the first.</summary>
    public T? State { get; init; }
}
