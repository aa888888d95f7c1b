namespace Router.Core.Tenancy.Directory;

/// <summary>The answer to an order for a key or a new secret.</summary>
/// <param name="answer">The directory's answer.</param>
/// <param name="secret">The secret.</param>
public sealed class IssuedKey(DirectoryAnswer answer, NewKey? secret)
{
    /// <summary>The directory's answer.</summary>
    public DirectoryAnswer Answer { get; } = answer;

    /// <summary>The secret, to be shown once; null when the order was refused, or was a repeated one whose secret was shown the first time (rotate the key for another).</summary>
    public NewKey? Secret { get; } = secret;
}
