namespace Router.Core.Tenancy.Vault;

/// <summary>What may be put.</summary>
internal static class VaultRules
{
    private const int LongestSecret = 16 * 1024;

    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(90);

    public static VaultProblem? Check(VaultPath path, SecretBuffer secret)
    {
        if (!VaultPath.IsName(path.Name))
        {
            return new VaultProblem(VaultProblemKind.Invalid, "name", VaultPath.NameRule);
        }

        if (path.User?.Any(char.IsControl) == true)
        {
            return new VaultProblem(VaultProblemKind.Invalid, "user", "must be a user's id");
        }

        if (secret.AsSpan().Length is 0 or > LongestSecret)
        {
            return new VaultProblem(VaultProblemKind.Invalid, "secret", $"must be 1 to {LongestSecret} bytes");
        }

        // The commonest slip of pasting; a provider would only say that the key is wrong.
        if (secret.AsSpan()[0] <= ' ' || secret.AsSpan()[^1] <= ' ')
        {
            return new VaultProblem(VaultProblemKind.Invalid, "secret", "begins or ends with white space; leave it out");
        }

        // It goes into a header, where a line break would begin another.
        return secret.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? new VaultProblem(VaultProblemKind.Invalid, "secret", "must be one line of ASCII text, as a provider's key is")
            : null;
    }

    public static VaultProblem? CheckOverlap(DateTimeOffset oldUntil, DateTimeOffset now) => oldUntil > now + LongestOverlap
        ? new VaultProblem(VaultProblemKind.Invalid, "oldUntil", $"is more than {LongestOverlap.Days} days ahead; name an earlier time for the old secret's end")
        : null;
}
