using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Tenancy;
using Router.Api.Configuration;

namespace Router.Api.Models;

/// <summary>The models that a principal can ask for: configured names, and Anthropic's own names where a pattern or a tier takes them.</summary>
internal static class ModelList
{
    public static ImmutableArray<ModelEntry> For(RouterSnapshot snapshot, Principal principal) => [.. Names(snapshot).Select(name => Find(snapshot, principal, name)).OfType<ModelEntry>()];

    /// <summary>The names that lead somewhere, whoever asks.</summary>
    public static IEnumerable<string> Names(RouterSnapshot snapshot)
    {
        IEnumerable<string> configured = snapshot.Config.Models.Where(model => !model.IsPattern).Select(model => model.Name);
        IEnumerable<string> known = ProviderPresets.Find("anthropic")!.Models;
        return configured.Concat(known).Distinct(StringComparer.Ordinal).Where(name => snapshot.Routes.Resolve(name) is not null);
    }

    /// <summary>One model, also one that only a pattern or a tier takes; null when it can't be asked for.</summary>
    public static ModelEntry? Find(RouterSnapshot snapshot, Principal principal, string name)
    {
        if (!principal.MayUse(name) && principal.Kind == PrincipalKind.Client || snapshot.Routes.Resolve(name) is not { } route)
        {
            return null;
        }

        // A provider that the key may not use answers it nothing.
        if (route.Targets.FirstOrDefault(target => principal.MayUseProvider(target.Provider.Name)) is not { } target)
        {
            return null;
        }

        ModelConfig? entry = route.Entry;
        return new ModelEntry(name, entry?.Name == name ? entry.DisplayName ?? name : name, snapshot.LoadedAt, entry?.ContextWindow, entry?.MaxOutputTokens, target.Provider.Name);
    }
}
