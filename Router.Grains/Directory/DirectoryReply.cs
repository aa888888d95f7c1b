using Router.Core.Tenancy.Directory;

namespace Router.Grains.Directory;

/// <summary>The answer to a command.</summary>
/// <param name="Answer">For who asked.</param>
/// <param name="Position">The number of the last change.</param>
public sealed record DirectoryReply(DirectoryAnswer Answer, long Position)
{
    /// <summary>What changed; null when nothing did.</summary>
    public DirectoryEffect? Effect { get; init; }
}
