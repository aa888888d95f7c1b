using Router.Api.Upstream.Failures;
using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream;

/// <summary>One usable credential of a provider, decrypted next to its use. Printing one shows no secret.</summary>
/// <param name="Index">Its place in the provider's list.</param>
/// <param name="Kind">Where it comes from; <see cref="SecretKind.Client"/> takes the request's own key.</param>
/// <param name="Id">Names it to operators: its place and a fingerprint, so that another key in the same place has another name.</param>
/// <param name="Secret">The secret; null for <see cref="SecretKind.Client"/>, <see cref="SecretKind.None"/> and a <see cref="SecretKind.Vault"/> entry that was not looked up for a request yet.</param>
internal sealed record Credential(int Index, SecretKind Kind, string Id, string? Secret)
{
    /// <summary>The vault entry that the secret comes from; null when it comes from elsewhere.</summary>
    public VaultPath? Source { get; init; }

    /// <summary>What its user may hear of that entry; null when it comes from elsewhere.</summary>
    public CredentialNotice? Notice { get; init; }

    /// <summary>Whether the user brought it: sent with the request, or put into the vault as his own.</summary>
    public bool IsBrought => Kind == SecretKind.Client || Source?.User is not null;

    public override string ToString() => $"credentials[{Index}]";
}
