namespace Router.Core.Spend;

/// <summary>Names one request's reservation, and its usage record. The caller chooses it at random; a command that comes twice under it changes nothing the second time.</summary>
/// <param name="Value">The random value.</param>
public readonly record struct ReservationId(Guid Value)
{
    /// <summary>A new one.</summary>
    public static ReservationId New() => new(Guid.NewGuid());

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N");
}
