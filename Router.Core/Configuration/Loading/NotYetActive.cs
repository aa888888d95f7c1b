namespace Router.Core.Configuration.Loading;

/// <summary>Keys of the contract that this version reads and checks, but does not act on yet. Saying so is better than seeming to obey.</summary>
internal static class NotYetActive
{
    public static IEnumerable<ConfigProblem> Find(RouterConfig config)
    {
        const string Later = "is read and checked, but this version does not act on it yet";
        if (config.Cache.Mode != "off")
        {
            yield return new ConfigProblem("cache.mode", Later);
        }
    }
}
