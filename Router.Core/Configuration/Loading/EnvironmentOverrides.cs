using Router.Core.Configuration.Presets;
using Router.Core.Configuration.Secrets;

namespace Router.Core.Configuration.Loading;

/// <summary>
/// The environment goes over the file, for fixed names only: state, admin key, master key, trusted proxies and the providers' key variables. A provider's
/// variable replaces credentials that stand in the file as plain values; a list that refers elsewhere (env:, file:, vault:, client, none)
/// was written on purpose and stays.
/// </summary>
internal sealed class EnvironmentOverrides(RouterEnvironment environment, string folder)
{
    public RouterConfig Apply(RouterConfig config, ICollection<ConfigProblem> problems, ICollection<ConfigProblem> warnings)
    {
        if (environment.Get(RouterEnvironment.State) is { } state)
        {
            string path = Path.GetFullPath(state, folder);
            bool keyFollows = config.MasterKey.Kind == SecretKind.File
                && string.Equals(Path.GetFullPath(config.MasterKey.Text, folder), Path.Combine(config.State, "master.key"), StringComparison.Ordinal);
            config = config with { State = path, MasterKey = keyFollows ? SecretReference.FromFile(Path.Combine(path, "master.key")) : config.MasterKey };
        }

        if (environment.Get(RouterEnvironment.MasterKey) is not null)
        {
            config = config with { MasterKey = SecretReference.FromEnvironment(RouterEnvironment.MasterKey) };
        }

        if (environment.Get(RouterEnvironment.AdminKey) is not null)
        {
            config = config with { AdminKey = SecretReference.FromEnvironment(RouterEnvironment.AdminKey) };
        }

        if (environment.Get(RouterEnvironment.Proxies) is { } proxies)
        {
            config = config with { Proxies = [.. config.Proxies, .. ReadProxies(proxies, problems)] };
        }

        return config with { Providers = [.. config.Providers.Select(provider => WithVariable(provider, warnings))] };
    }

    /// <summary>A composition trusts its own door; the file may name more that stand before it.</summary>
    private static IEnumerable<TrustedProxy> ReadProxies(string text, ICollection<ConfigProblem> problems)
    {
        foreach (string one in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (TrustedProxy.Parse(one, out string? problem) is { } proxy)
            {
                yield return proxy;
            }
            else
            {
                problems.Add(new ConfigProblem("", $"The environment variable {RouterEnvironment.Proxies}: {problem}."));
            }
        }
    }

    private ProviderConfig WithVariable(ProviderConfig provider, ICollection<ConfigProblem> warnings)
    {
        if (provider.Preset is null || provider.Credentials.IsEmpty || provider.Credentials.Any(credential => credential.Kind != SecretKind.Value)
            || environment.FirstSet(ProviderPresets.Find(provider.Preset)!.KeyVariables) is not { } variable)
        {
            return provider;
        }

        warnings.Add(new ConfigProblem($"providers.{provider.Name}.credentials", $"the environment variable {variable} is used in place of the value in the file"));
        return provider with { Credentials = [SecretReference.FromEnvironment(variable)] };
    }
}
