using System.Collections.Immutable;
using Router.Core.Configuration.Presets;
using Router.Core.Configuration.Reading;
using Router.Core.Configuration.Secrets;

namespace Router.Core.Configuration.Loading;

/// <summary>The configuration of a machine that has no router.json: every preset whose key variable is set, with its default aliases.</summary>
internal sealed class EnvironmentConfig(RouterEnvironment environment)
{
    /// <summary>Whether answers carry the name that was asked for: <c>true</c> or <c>false</c>.</summary>
    private const string RewriteResponses = "REWRITE_RESPONSES";

    public RouterConfig Build(string folder, ICollection<ConfigProblem> problems, ICollection<ConfigProblem> warnings)
    {
        ImmutableArray<ProviderPreset> presets = [.. ProviderPresets.All.Where(preset => environment.FirstSet(preset.KeyVariables) is not null)];
        if (presets.IsEmpty)
        {
            // A newcomer sees the client work before having any key.
            presets = [ProviderPresets.Demo];
        }

        string state = Path.GetFullPath("state", folder);
        return new RouterConfig
        {
            State = state,
            MasterKey = SecretReference.FromFile(Path.Combine(state, "master.key")),
            Providers = [.. presets.Select(preset => Provider(preset, problems))],
            Models = Models(presets, problems, warnings),
            Tiers = Tiers(presets.FirstOrDefault(preset => preset.Tiers is not null)),
            RewriteModel = Rewrites(problems),
        };
    }

    private ProviderConfig Provider(ProviderPreset preset, ICollection<ConfigProblem> problems)
    {
        string? keyVariable = environment.FirstSet(preset.KeyVariables);
        string? variable = environment.FirstSet(preset.BaseUrlVariables);
        string? baseUrl = variable is null ? preset.BaseUrl : environment.Get(variable);
        if (baseUrl is null)
        {
            problems.Add(new ConfigProblem("", $"{keyVariable} is set, but {preset.BaseUrlVariables[0]} is not: set it to your resource's URL, or unset {keyVariable}."));
            return ProviderReader.StandIn(preset.Name);
        }

        if (!BaseUrl.TryParse(baseUrl, out Uri? url, out string? problem))
        {
            problems.Add(new ConfigProblem("", $"The environment variable {variable} {problem}."));
            return ProviderReader.StandIn(preset.Name);
        }

        return new ProviderConfig
        {
            Name = preset.Name,
            Preset = preset.Name,
            Style = preset.Style,
            BaseUrl = url!,
            Path = preset.Path,
            Query = preset.Query,
            Auth = preset.Auth,
            Credentials = [keyVariable is null ? SecretReference.ParseCredential("none") : SecretReference.FromEnvironment(keyVariable)],
            RemoveFields = preset.RemoveFields,
            RemoveBetas = preset.RemoveBetas,
            CacheOptions = preset.CacheOptions,
            ServerTools = preset.ServerTools,
        };
    }

    private ImmutableArray<ModelConfig> Models(ImmutableArray<ProviderPreset> presets, ICollection<ConfigProblem> problems, ICollection<ConfigProblem> warnings)
    {
        IReadOnlyList<NamedTarget> names = ModelVariables.Read(environment.Get, problems).Names(presets);
        NamedTarget[] lost = [.. names.Where(name => name is { Provider: null, Variable: not null })];
        if (lost.Length > 0)
        {
            string list = string.Join(", ", lost.Select(name => $"\"{name.Name}\""));
            warnings.Add(new ConfigProblem("", $"{list} of {string.Join(" and ", lost.Select(name => name.Variable).Distinct(StringComparer.Ordinal))} {(lost.Length == 1 ? "leads" : "lead")} to no provider that has a key here; set its key variable, or name the provider in {ModelVariables.Routes}."));
        }

        return [.. names.Where(name => name.Provider is not null).Select(name => new ModelConfig { Name = name.Name, Targets = [new TargetConfig($"{name.Provider}/{name.Model}")] })];
    }

    private bool Rewrites(ICollection<ConfigProblem> problems)
    {
        switch (environment.Get(RewriteResponses)?.ToLowerInvariant())
        {
            case null or "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                problems.Add(new ConfigProblem("", $"The environment variable {RewriteResponses} must be true or false."));
                return true;
        }
    }

    private static TierConfig Tiers(ProviderPreset? first) =>
        first?.Tiers is { } tiers
            ? new TierConfig($"{first.Name}/{tiers.Opus}", $"{first.Name}/{tiers.Sonnet}", $"{first.Name}/{tiers.Haiku}", $"{first.Name}/{tiers.Sonnet}")
            : new TierConfig(null, null, null, null);
}
