namespace Router.Core.AdminContract.Acts;

/// <summary>Changes a key.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Fields">What is set.</param>
public sealed record EditKey(string Id, KeyFields Fields)
{
    /// <summary>Only if this is its version; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
