using System.Collections.Immutable;
using Router.Core.Configuration.Secrets;

namespace Router.Core.Configuration.Loading;

/// <summary>The files that a configuration takes secrets from and that may change while it is in force: not the master key's, which counts from the start on.</summary>
internal static class SecretFiles
{
    public static ImmutableArray<string> Of(RouterConfig config, SecretResolver resolver)
    {
        IEnumerable<SecretReference> secrets = [.. config.Keys.Select(key => key.Key), .. config.Providers.SelectMany(provider => provider.Credentials)];
        return
        [
            .. (config.AdminKey is { } admin ? secrets.Append(admin) : secrets)
                .Where(secret => secret.Kind == SecretKind.File).Select(resolver.PathOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }
}
