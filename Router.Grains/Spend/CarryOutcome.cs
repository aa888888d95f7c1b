namespace Router.Grains.Spend;

/// <summary>What became of spend that was carried over.</summary>
public enum CarryOutcome
{
    /// <summary>It is charged and stored.</summary>
    Taken,

    /// <summary>It was carried over before.</summary>
    Known,

    /// <summary>Storage is away: to be asked again.</summary>
    NotKept,
}
