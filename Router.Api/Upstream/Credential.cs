using Router.Core.Configuration.Secrets;

namespace Router.Api.Upstream;

/// <summary>One usable credential of a provider, decrypted next to its use. Printing one shows no secret.</summary>
/// <param name="Index">Its place in the provider's list.</param>
/// <param name="Kind">Where it comes from; <see cref="SecretKind.Client"/> takes the request's own key.</param>
/// <param name="Id">Names it to operators: its place and a fingerprint, so that another key in the same place has another name.</param>
/// <param name="Secret">The secret; null for <see cref="SecretKind.Client"/> and <see cref="SecretKind.None"/>.</param>
internal sealed record Credential(int Index, SecretKind Kind, string Id, string? Secret)
{
    public override string ToString() => $"credentials[{Index}]";
}
