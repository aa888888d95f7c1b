using Router.Core.Tenancy.Directory;

namespace Router.Grains.Directory;

/// <summary>What a node did not know.</summary>
/// <param name="Position">The number of the last change: then it knows everything up to it.</param>
public sealed record DirectoryUpdate(long Position)
{
    /// <summary>The whole directory; null when the changes suffice.</summary>
    public DirectorySnapshot? Whole { get; init; }

    /// <summary>The changes behind what it knew; null with the whole directory.</summary>
    public DirectoryNews? News { get; init; }
}
