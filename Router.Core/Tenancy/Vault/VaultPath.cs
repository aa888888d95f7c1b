namespace Router.Core.Tenancy.Vault;

/// <summary>Names an entry of a vault.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user whose own it is (bring your own); null for the tenant's.</param>
/// <param name="Name">Its name, as in <c>vault:NAME</c>: 1 to 64 letters, digits and <c>. _ -</c>; letter case makes no difference.</param>
public sealed record VaultPath(string Tenant, string? User, string Name)
{
    private const int LongestName = 64;

    /// <summary>What a name must be, in words.</summary>
    public const string NameRule = "must be 1 to 64 letters, digits and . _ -, as in vault:NAME";

    /// <summary>Whether a text can be an entry's name.</summary>
    public static bool IsName(string text) => text is { Length: > 0 and <= LongestName } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
