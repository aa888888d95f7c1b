namespace Router.Core.AdminContract.Acts;

/// <summary>Asks for a new secret of a key. It is in the outcome, this once.</summary>
/// <param name="Id">The key's id.</param>
public sealed record RenewKey(string Id)
{
    /// <summary>How long the old secret can still be used, 90 days at most; zero ends it and all older ones at once. Null: a day.</summary>
    public TimeSpan? Overlap { get; init; }

    /// <summary>Only if this is its version; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
