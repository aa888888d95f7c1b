using System.Collections.Immutable;
using Router.Core.Configuration.Presets;

namespace Router.Core.Configuration.Loading;

/// <summary>Where names lead by MODEL_MAP (name to model), MODEL_ALIASES (the other way round: model to name) and MODEL_ROUTES (model to provider).</summary>
public sealed class ModelVariables
{
    /// <summary>The variable that leads from names to models.</summary>
    public const string Map = "MODEL_MAP";

    /// <summary>The variable that leads from models to the names that answers carry.</summary>
    public const string Aliases = "MODEL_ALIASES";

    /// <summary>The variable that leads from models to providers.</summary>
    public const string Routes = "MODEL_ROUTES";

    private readonly ImmutableArray<KeyValuePair<string, string>> _map;
    private readonly ImmutableArray<KeyValuePair<string, string>> _aliases;
    private readonly Dictionary<string, string> _routes;

    private ModelVariables(ImmutableArray<KeyValuePair<string, string>> map, ImmutableArray<KeyValuePair<string, string>> aliases, Dictionary<string, string> routes)
    {
        _map = map;
        _aliases = aliases;
        _routes = routes;
    }

    /// <summary>Reads the variables.</summary>
    /// <param name="variable">A variable's value; null when it is not set.</param>
    /// <param name="problems">Hears of what can't be read.</param>
    public static ModelVariables Read(Func<string, string?> variable, ICollection<ConfigProblem> problems)
    {
        var routes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string model, string provider) in ReadOne(Routes, variable, problems))
        {
            if (ProviderPresets.Find(provider) is { } preset)
            {
                routes[model] = preset.Name;
            }
            else
            {
                problems.Add(new ConfigProblem("", $"The environment variable {Routes} leads \"{model}\" to \"{provider}\", which is no provider; use {string.Join(", ", ProviderPresets.All.Select(known => known.Name))}."));
            }
        }

        return new ModelVariables(ReadOne(Map, variable, problems), ReadOne(Aliases, variable, problems), routes);
    }

    /// <summary>The names that the variables make, over the default aliases of providers.</summary>
    /// <param name="presets">The providers that can be used.</param>
    /// <returns>Each name once, with its target; a target without a provider belongs to one that can't be used, or to none that is known.</returns>
    public IReadOnlyList<NamedTarget> Names(IReadOnlyCollection<ProviderPreset> presets)
    {
        var names = new Dictionary<string, NamedTarget>(StringComparer.Ordinal);
        var order = new List<string>();
        void Put(NamedTarget name)
        {
            if (!names.ContainsKey(name.Name))
            {
                order.Add(name.Name);
            }

            names[name.Name] = name;
        }

        foreach (ProviderPreset preset in presets)
        {
            foreach (string model in preset.Models)
            {
                Put(new NamedTarget(ProviderPreset.AliasOf(model), ProviderOf(model, presets, preset), model, _routes.ContainsKey(model) ? Routes : null));
            }
        }

        foreach ((string model, string alias) in _aliases.Where(alias => !names.ContainsKey(alias.Value)))
        {
            Put(new NamedTarget(alias, ProviderOf(model, presets), model, Aliases));
        }

        foreach ((string name, string model) in _map)
        {
            Put(new NamedTarget(name, ProviderOf(model, presets), model, Map));
        }

        return [.. order.Select(name => names[name])];
    }

    /// <summary>Who has a model: whom MODEL_ROUTES names, else the preset that lists it, else the one whose models begin alike (glm-…, kimi-…).</summary>
    private string? ProviderOf(string model, IReadOnlyCollection<ProviderPreset> presets, ProviderPreset? own = null)
    {
        if (_routes.TryGetValue(model, out string? routed))
        {
            return presets.Any(preset => preset.Name == routed) ? routed : null;
        }

        return (own
            ?? presets.FirstOrDefault(preset => preset.Models.Contains(model, StringComparer.Ordinal))
            ?? presets.FirstOrDefault(preset => preset.Models.Any(known => FirstWord(known) == FirstWord(model))))?.Name;
    }

    private static string FirstWord(string model) => model.Split('-', 2)[0];

    private static ImmutableArray<KeyValuePair<string, string>> ReadOne(string name, Func<string, string?> variable, ICollection<ConfigProblem> problems)
    {
        if (variable(name) is not { } text)
        {
            return [];
        }

        if (!NameMap.TryParse(text, out ImmutableArray<KeyValuePair<string, string>> names, out string? problem))
        {
            problems.Add(new ConfigProblem("", $"The environment variable {name} {problem}."));
        }

        return names;
    }
}
