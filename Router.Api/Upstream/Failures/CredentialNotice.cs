using Router.Core.Tenancy;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream.Failures;

/// <summary>
/// What the sender of a message is told of a credential that is not the operator's: the name of a vault entry where it is his own or his tenant's, and where to
/// mend it. Another tenant's entry, that his may use, is the operator's business, who finds it in the log.
/// </summary>
/// <param name="Credential">The credential, for example <c>your own credential vault:main</c>.</param>
/// <param name="Mend">A sentence on how a valid one gets there.</param>
/// <param name="Pay">A sentence on who fills its account up.</param>
internal sealed record CredentialNotice(string Credential, string Mend, string Pay)
{
    /// <summary>A key that came with the request.</summary>
    public static CredentialNotice Brought { get; } = new("the key that you sent", "Send a valid one as x-api-key or Authorization: Bearer.", "Add to it there.");

    /// <summary>What is told of a vault entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="asker">Who sends the message.</param>
    /// <param name="provider">The name of the provider that needs it.</param>
    public static CredentialNotice Of(VaultPath entry, Principal asker, string provider)
    {
        if (!string.Equals(entry.Tenant, asker.Tenant, StringComparison.OrdinalIgnoreCase))
        {
            return new CredentialNotice(
                "the credential that this gateway lends your tenant", "The gateway's operator must replace it: the log says which it is; your own key is fine.",
                "The gateway's operator: add to it there, then resume the provider.");
        }

        string put = $"a valid one: PUT /admin/v1/vault/{entry.Name}{(entry.User is null ? "" : $"?user={entry.User}")} with {Body(provider)}.";
        return entry.User is null
            ? new CredentialNotice($"your tenant's credential vault:{entry.Name}", $"An admin of your tenant can put {put}", "An admin of your tenant can add to it there.")
            : new CredentialNotice($"your own credential vault:{entry.Name}", $"Put {put}", "Add to it there.");
    }

    /// <summary>What is put.</summary>
    public static string Body(string provider) => $$"""{"provider": "{{provider}}", "secret": "…"}""";
}
