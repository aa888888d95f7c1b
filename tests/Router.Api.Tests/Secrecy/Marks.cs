namespace Router.Api.Tests.Secrecy;

/// <summary>Secrets that can be told from everything else. Whoever brings a new kind of secret adds its mark here and puts it into the system.</summary>
internal static class Marks
{
    public const string Literal = "mark-literal-Qx7Lr2Vn9TzK4mWd";
    public const string FromEnvironment = "mark-variable-Hb3Yc8Pf1RsG6jXe";
    public const string FromFile = "mark-in-a-file-Zk5Nw0Da4UoM9tBq";
    public const string ClientKey = "mark-client-Jv6Tg2Sh8LiC3pRy";
    public const string AdminKey = "mark-admin-Wn1Ea7Mk5QxF0dUz";
    public const string WrongKey = "mark-wrong-Op4Bs9Hc2VyJ6lGt";
    public const string OwnProviderKey = "mark-brought-along-Xr8Kd3Fw7ZaN1eIm";
    public const string Vault = "mark-vault-Tf4Yn6Bo1XgK8sPw";
    public const string FormerVault = "mark-vault-of-before-Re9Uj2Ld7CvQ5hZm";
    public const string UsersVault = "mark-vault-of-a-user-Ki3Og8Ws6NbE0xTa";
    public const string MasterKey = "mark-master-Vy1Hp5Jc9MuZ7fDq";
    public const string Header = "mark-header-Cu5Ql0Tj6BnY2sHv";
    public const string Query = "mark-query-Gp9Mi4Xe1OaD7kRw";
    public const string Prompt = "mark-prompt-Ly2Vz8Uc3SfT5hJb";

    /// <summary>What may be found nowhere.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Literal, FromEnvironment, FromFile, ClientKey, AdminKey, WrongKey, OwnProviderKey, Vault, FormerVault, UsersVault, MasterKey, Header, Query, Prompt];

    /// <summary>The marks that stand in a text, whole or in a part that gives the rest away.</summary>
    public static IEnumerable<string> In(string text, IEnumerable<string> more) =>
        All.Concat(more).Where(mark => text.Contains(mark[..^4], StringComparison.OrdinalIgnoreCase) || text.Contains(mark[^12..], StringComparison.OrdinalIgnoreCase));
}
