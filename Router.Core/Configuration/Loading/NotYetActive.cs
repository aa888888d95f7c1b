namespace Router.Core.Configuration.Loading;

/// <summary>Keys of the contract that this version reads and checks, but does not act on yet. Saying so is better than seeming to obey.</summary>
internal static class NotYetActive
{
    public static IEnumerable<ConfigProblem> Find(RouterConfig config)
    {
        const string Later = "is read and checked, but this version does not act on it yet";
        foreach (ModelConfig model in config.Models)
        {
            if (model.Price is not null)
            {
                yield return new ConfigProblem($"models[\"{model.Name}\"].price", Later);
            }
        }

        if (config.Keys.Any(key => key.Budget is not null || key.Limits != new ProviderLimits(null, null, null)))
        {
            yield return new ConfigProblem("keys", $"budget and limits: {Later}");
        }

        if (config.Cache.Mode != "off")
        {
            yield return new ConfigProblem("cache.mode", Later);
        }

        if (config.Spend is not null)
        {
            yield return new ConfigProblem("spend", Later);
        }
    }
}
