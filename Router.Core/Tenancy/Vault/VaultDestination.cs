namespace Router.Core.Tenancy.Vault;

/// <summary>
/// Where a secret may go: scheme, host and port, for example <c>https://api.z.ai</c>. Not a provider's name: whoever writes router.json may give a name to
/// another address, and a secret must not follow it there unless its owner puts it again.
/// </summary>
public static class VaultDestination
{
    /// <summary>The destination that lies behind a provider's base address.</summary>
    public static string Of(Uri baseUrl) => baseUrl.GetLeftPart(UriPartial.Authority).ToLowerInvariant();
}
