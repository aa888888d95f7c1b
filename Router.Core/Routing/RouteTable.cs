using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Configuration.Reading;

namespace Router.Core.Routing;

/// <summary>
/// Resolves model names. The order: exact name, longest matching pattern (the lone <c>*</c> not counted), tier by the family word in the
/// name, <c>*</c>, default tier. Where downgrades are on, the targets of lower tiers follow.
/// </summary>
public sealed class RouteTable
{
    private readonly FrozenDictionary<string, ModelConfig> _exact;
    private readonly ImmutableArray<ModelConfig> _patterns;
    private readonly ModelConfig? _any;
    private readonly RouterConfig _config;
    private readonly FrozenDictionary<string, TargetTerms> _terms;

    private RouteTable(RouterConfig config)
    {
        _config = config;
        _exact = config.Models.Where(model => !model.IsPattern).ToFrozenDictionary(model => model.Name, StringComparer.Ordinal);
        _patterns = [.. config.Models.Where(model => model.IsPattern && model.Name != "*").OrderByDescending(model => model.Name.Length)];
        _terms = config.Models.DistinctBy(model => model.Name, StringComparer.Ordinal).ToFrozenDictionary(model => model.Name, TargetTerms.Of, StringComparer.Ordinal);
        _any = config.Models.FirstOrDefault(model => model.Name == "*");
        Problems = [.. FindProblems()];
    }

    /// <summary>Targets that lead nowhere or in circles.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; }

    /// <summary>Builds the table.</summary>
    public static RouteTable Create(RouterConfig config) => new(config);

    /// <summary>Resolves a name; null when nothing matches.</summary>
    public Route? Resolve(string model) => Find(model) is { } route ? WithLowerTiers(route) : null;

    private Route WithLowerTiers(Route route)
    {
        ImmutableArray<Target> targets = route.Targets;
        foreach (string tier in LowerTiers.Of(_config.Tiers, route.Model, route.Entry?.Name))
        {
            targets = targets.AddRange(Expand(tier, route.Model, TargetTerms.None, [])
                .Where(lower => !targets.Any(target => target.Provider == lower.Provider && target.Model == lower.Model)).Select(lower => lower with { IsDowngrade = true }));
        }

        return targets == route.Targets ? route : route with { Targets = targets };
    }

    private Route? Find(string model)
    {
        if (FindEntry(model) is { } entry)
        {
            return new Route(model, entry, Flatten(entry, model, TargetTerms.None, []));
        }

        foreach ((string key, string target) in _config.Tiers.Entries())
        {
            if (key != "default" && model.Contains(key, StringComparison.OrdinalIgnoreCase))
            {
                return ByTier(target, model);
            }
        }

        if (_any is not null)
        {
            return new Route(model, _any, Flatten(_any, model, TargetTerms.None, []));
        }

        return _config.Tiers.Default is { } fallback ? ByTier(fallback, model) : null;
    }

    private Route ByTier(string target, string model) =>
        new(model, _exact.GetValueOrDefault(target), Expand(target, model, TargetTerms.None, []));

    private ModelConfig? FindEntry(string model) =>
        _exact.GetValueOrDefault(model) ?? _patterns.FirstOrDefault(pattern => NamePattern.Matches(pattern.Name, model));

    private ImmutableArray<Target> Flatten(ModelConfig entry, string asked, TargetTerms outer, ImmutableHashSet<string> above)
    {
        TargetTerms terms = outer.Over(_terms[entry.Name]);
        return [.. entry.Targets.SelectMany((target, place) => Expand(target.Target, asked, terms, above.Add(entry.Name)).Select(found => found with { Place = place, Weight = target.Weight }))];
    }

    /// <summary>A public name expands to its own targets, unless it is one of those that led here: then <c>provider/model</c> is meant.</summary>
    private ImmutableArray<Target> Expand(string target, string asked, TargetTerms terms, ImmutableHashSet<string> above)
    {
        if (_exact.TryGetValue(target, out ModelConfig? entry) && !above.Contains(entry.Name))
        {
            return Flatten(entry, asked, terms, above);
        }

        return Split(target) is var (provider, model) ? [new Target(provider, model == "*" ? asked : model) { Terms = terms }] : [];
    }

    private (ProviderConfig Provider, string Model)? Split(string target)
    {
        int slash = target.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < target.Length - 1 && _config.FindProvider(target[..slash]) is { } provider ? (provider, target[(slash + 1)..]) : null;
    }

    private IEnumerable<ConfigProblem> FindProblems()
    {
        IEnumerable<(string Path, string Target, string? Owner)> all = _config.Models
            .SelectMany(model => model.Targets.Select((target, index) => (KeyPath.Item(KeyPath.Member(KeyPath.Member("models", model.Name), "targets"), index), target.Target, (string?)model.Name)))
            .Concat(_config.Tiers.Entries().Select(tier => ($"tiers.{tier.Key}", tier.Target, (string?)null)));
        foreach ((string path, string target, string? owner) in all)
        {
            if (Split(target) is not null)
            {
                continue;
            }

            if (!_exact.ContainsKey(target))
            {
                yield return new ConfigProblem(path, Explain(target));
            }
            else if (owner is not null && Leads(target, owner, []))
            {
                yield return new ConfigProblem(path, $"\"{target}\" leads back to \"{owner}\"; name a provider/model instead");
            }
        }
    }

    private bool Leads(string from, string to, ImmutableHashSet<string> seen) =>
        from == to || (!seen.Contains(from) && Split(from) is null && _exact.TryGetValue(from, out ModelConfig? entry)
            && entry.Targets.Any(target => Leads(target.Target, to, seen.Add(from))));

    private string Explain(string target)
    {
        int slash = target.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return $"\"{target}\" is neither a name under \"models\" nor \"provider/model\"{Spelling.Suggest(target, _exact.Keys)}";
        }

        string provider = target[..slash];
        if (slash == target.Length - 1 && _config.FindProvider(provider) is not null)
        {
            return $"\"{target}\" names no model behind the \"/\"; write {provider}/model, or {provider}/* for the name as asked";
        }

        ImmutableArray<string> names = [.. _config.Providers.Select(known => known.Name)];
        string suggestion = Spelling.Suggest(provider, names);
        return $"\"{target}\" names the provider \"{provider}\", which is not under \"providers\"{(suggestion.Length > 0 || names.IsEmpty ? suggestion : $"; known: {string.Join(", ", names)}")}";
    }
}
