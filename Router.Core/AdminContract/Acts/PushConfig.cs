namespace Router.Core.AdminContract.Acts;

/// <summary>Put a configuration in force on all nodes.</summary>
/// <param name="Text">The text of a router.json.</param>
public sealed record PushConfig(ReadOnlyMemory<byte> Text)
{
    /// <summary>Only if this is the version in force; null for any.</summary>
    public long? IfVersion { get; init; }
}
