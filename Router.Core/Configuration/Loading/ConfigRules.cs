namespace Router.Core.Configuration.Loading;

/// <summary>Rules between keys, which reading them one by one can't see.</summary>
internal static class ConfigRules
{
    public static IEnumerable<ConfigProblem> Check(RouterConfig config)
    {
        string[] addresses = ListenAddress.Split(config.Listen ?? RouterConfig.DefaultListen);
        if (addresses.Length == 0)
        {
            yield return new ConfigProblem("listen", $"holds no address; write one like \"{RouterConfig.DefaultListen}\", or leave the key out");
        }

        foreach (string address in addresses)
        {
            if (ListenAddress.Check(address, config.Access) is { } problem)
            {
                yield return new ConfigProblem("listen", problem);
            }
        }

        foreach (IGrouping<string, ClientKeyConfig> same in config.Keys.Where(key => key.Key.Text.Length > 0).GroupBy(key => $"{key.Key.Kind}:{key.Key.Text}", StringComparer.Ordinal))
        {
            if (same.Skip(1).Any())
            {
                yield return new ConfigProblem("keys", $"users {string.Join(" and ", same.Select(key => $"\"{key.User}\""))} have the same key {same.First().Key}; give each one its own");
            }
        }
    }

    /// <summary>Where nobody can look services up.</summary>
    public static IEnumerable<ConfigProblem> CheckServices(RouterConfig config) => config.Providers.Where(provider => BaseUrl.IsNamed(provider.BaseUrl)).Select(
        provider => new ConfigProblem($"providers.{provider.Name}.baseUrl", $"names the service \"{provider.BaseUrl.Host}\", which only a fleet can look up; write its address, such as \"http://127.0.0.1:11434\""));
}
