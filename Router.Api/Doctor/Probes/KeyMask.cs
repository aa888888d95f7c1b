using Router.Api.Upstream;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Doctor.Probes;

/// <summary>Says which key a credential is, without the key: where it comes from, its public beginning and its length.</summary>
internal static class KeyMask
{
    private const int LongestPrefix = 7;
    private const int ShortestShown = 20;

    public static string Of(ProviderConfig provider, Credential credential)
    {
        SecretReference source = provider.Credentials[credential.Index];
        return credential switch
        {
            { Kind: SecretKind.None } => "no key",
            { Kind: SecretKind.Vault } => source.ToString(), // of a vault's secrets the list tells fingerprints, and nobody tells more
            { Secret: { } secret } => $"{(source.Kind == SecretKind.Value ? "the key" : source)} {Masked(secret)}",
            _ => source.ToString(),
        };
    }

    /// <summary>What is odd about a key as a key; null for nothing.</summary>
    public static string? Oddity(Credential credential) => credential.Secret switch
    {
        null => null,
        ['"' or '\'', ..] => "it begins with a quotation mark: take the quotes out of the variable or file",
        var secret when secret.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) => "it begins with \"Bearer\": the key alone is wanted",
        var secret when secret.Any(char.IsWhiteSpace) => "it has white space inside, as if more than one value had been pasted",
        _ => null,
    };

    // "sk-ant-" and the like are the provider's, the same for every customer. A short key shows nothing.
    private static string Masked(string secret)
    {
        int end = secret.Length >= ShortestShown ? secret.AsSpan(0, LongestPrefix).LastIndexOf('-') : -1;
        return $"({(end > 0 ? $"{secret[..(end + 1)]}…, " : "")}{secret.Length} characters)";
    }
}
