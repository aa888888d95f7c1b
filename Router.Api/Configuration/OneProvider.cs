using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Presets;

namespace Router.Api.Configuration;

/// <summary>
/// The one provider that a command line names (<c>-m MODEL -b BASE -k KEY</c>): every model name goes there. It takes the place of the providers, models and tiers
/// of the file; keys, limits and everything else stay.
/// </summary>
/// <param name="Model">The provider's model; null for the tiers of a provider that is known.</param>
/// <param name="BaseUrl">Its address; null for OpenAI's.</param>
/// <param name="Key">Its key, as a credential in router.json; null for the provider's key variable, or none.</param>
public sealed record OneProvider(string? Model, string? BaseUrl, string? Key)
{
    private const string DefaultBaseUrl = "https://api.openai.com/v1";

    /// <summary>Puts it over a configuration.</summary>
    /// <param name="loaded">What was loaded.</param>
    /// <param name="environment">For the provider's key variable.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    public ConfigResult Over(ConfigResult loaded, RouterEnvironment environment, string folder)
    {
        if (loaded.Config is not { } config)
        {
            return loaded;
        }

        string text = Text(environment, out string? problem);
        // Without the environment: what the command line says goes over its variables.
        ConfigResult own = new ConfigLoader(new RouterEnvironment(ImmutableDictionary<string, string>.Empty)).Load(Encoding.UTF8.GetBytes(text), folder);
        if (problem is not null || own.Config is not { } one)
        {
            IEnumerable<ConfigProblem> errors = problem is null ? own.Errors.Select(error => new ConfigProblem("", $"The command line's provider: {error}.")) : [new ConfigProblem("", problem)];
            return loaded with { Config = null, Errors = [.. errors] };
        }

        return loaded with { Config = config with { Providers = one.Providers, Models = one.Models, Tiers = one.Tiers } };
    }

    private string Text(RouterEnvironment environment, out string? problem)
    {
        string url = BaseUrl ?? DefaultBaseUrl;
        ProviderStyle style = StyleOf(url);
        var provider = new DraftObject();
        ProviderPreset? preset = KnownAddress.Describe(provider, url, style, null);
        string? variable = preset is null ? null : environment.FirstSet(preset.KeyVariables);
        provider.Set("credentials", new JsonArray(Key ?? (variable is null ? "none" : $"env:{variable}")));
        string name = preset?.Name ?? KnownAddress.NameOf(url, style);
        (string Opus, string Sonnet, string Haiku)? tiers = Model is null ? preset?.Tiers : (Model, Model, Model);
        problem = tiers is null ? $"-b {url} needs -m MODEL: nobody knows which models that address has." : null;
        var root = new DraftObject();
        root.Object("providers").Add(name, provider);
        if (tiers is { } known)
        {
            root.Object("tiers").Set("opus", $"{name}/{known.Opus}").Set("sonnet", $"{name}/{known.Sonnet}").Set("haiku", $"{name}/{known.Haiku}").Set("default", $"{name}/{known.Sonnet}");
        }

        if (Model is not null)
        {
            root.Object("models").Object("*").Set("targets", new JsonArray($"{name}/{Model}"));
        }

        return DraftWriter.Write(root, []);
    }

    /// <summary>A known address says its dialect; of others one that has the word in it speaks Anthropic's messages.</summary>
    private static ProviderStyle StyleOf(string url)
    {
        string text = KnownAddress.WithoutEndpoint(url);
        ProviderPreset? own = ProviderPresets.All.FirstOrDefault(preset => string.Equals(preset.BaseUrl, text, StringComparison.OrdinalIgnoreCase));
        return own?.Style ?? (url.Contains("anthropic", StringComparison.OrdinalIgnoreCase) || url.TrimEnd('/').EndsWith("/messages", StringComparison.OrdinalIgnoreCase) ? ProviderStyle.Compatible : ProviderStyle.OpenAi);
    }
}
