using Router.Core.Tenancy;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream.Failures;

/// <summary>
/// What the sender of a message is told of the vault entry that it needs: its name where it is his own or his tenant's, and where to mend it. Another tenant's,
/// that his may use, is the operator's business, who finds it in the log.
/// </summary>
/// <param name="Credential">The credential, for example <c>your own credential vault:main</c>.</param>
/// <param name="Mender">Who can do something about it, for example <c>An admin of your tenant can</c>; empty for the reader himself.</param>
/// <param name="Place">Where it is put, with its method; null for who can't put it.</param>
internal sealed record VaultNotice(string Credential, string Mender, string? Place)
{
    /// <summary>A sentence on how a valid secret gets there.</summary>
    /// <param name="provider">The name of the provider that needs it.</param>
    public string Mend(string provider) => Place is null
        ? "The gateway's operator must replace it: the log says which it is; your own key is fine."
        : $"{Act("put")} a valid one: {Place} with {Body(provider)}.";

    /// <summary>A sentence on who fills the account up.</summary>
    public string Pay => Place is null ? "The gateway's operator: add to it there, then resume the provider." : $"{Act("add")} to it there.";

    public static VaultNotice Of(VaultPath entry, Principal asker)
    {
        bool isTheirs = string.Equals(entry.Tenant, asker.Tenant, StringComparison.OrdinalIgnoreCase);
        string place = $"PUT /admin/v1/vault/{entry.Name}";
        return !isTheirs ? new VaultNotice("the credential that this gateway lends your tenant", "", null)
            : entry.User is null ? new VaultNotice($"your tenant's credential vault:{entry.Name}", "An admin of your tenant can", place)
            : new VaultNotice($"your own credential vault:{entry.Name}", "", $"{place}?user={entry.User}");
    }

    /// <summary>What is put.</summary>
    public static string Body(string provider) => $$"""{"provider": "{{provider}}", "secret": "…"}""";

    private string Act(string verb) => Mender.Length > 0 ? $"{Mender} {verb}" : char.ToUpperInvariant(verb[0]) + verb[1..];
}
