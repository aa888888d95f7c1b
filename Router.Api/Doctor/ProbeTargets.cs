using Router.Api.Configuration;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Routing;

namespace Router.Api.Doctor;

/// <summary>Chooses which model of a provider is asked.</summary>
internal static class ProbeTargets
{
    private static readonly string[] Families = ["opus", "sonnet", "haiku"];

    /// <summary>
    /// The target: with a name, the one that it leads to at this provider, else the name itself as the provider's model; without, the first
    /// that the routes name for it, haiku's tier before all others because it costs least.
    /// </summary>
    /// <returns>Null when no model is known.</returns>
    public static Target? Find(RouterSnapshot snapshot, ProviderConfig provider, string? model)
    {
        if (model is not null)
        {
            return Named(snapshot, provider, model) ?? new Target(provider, model);
        }

        RouterConfig config = snapshot.Config;
        IEnumerable<string> names = new[] { config.Tiers.Haiku, config.Tiers.Sonnet, config.Tiers.Opus, config.Tiers.Default }.OfType<string>()
            .Concat(config.Models.SelectMany(entry => entry.Targets.Select(target => target.Target)));
        return names.Select(name => Plain(snapshot, provider, name)).OfType<Target>().FirstOrDefault() ?? FromPreset(provider) ?? Wanted(snapshot, provider);
    }

    /// <summary>Whether a name leads to a provider: as a public name, one of Claude's families or a target.</summary>
    public static bool LeadsTo(RouterSnapshot snapshot, ProviderConfig provider, string model) => Named(snapshot, provider, model) is not null;

    private static Target? Named(RouterSnapshot snapshot, ProviderConfig provider, string model)
    {
        string prefix = $"{provider.Name}/";
        if (model.StartsWith(prefix, StringComparison.Ordinal) && model.Length > prefix.Length)
        {
            return new Target(provider, model[prefix.Length..]);
        }

        return IsCalled(snapshot, model) ? snapshot.Routes.Resolve(model)?.Targets.FirstOrDefault(target => Is(target, provider)) : null;
    }

    /// <summary>Whether a name is one of the configuration's, or of Claude's families. What only the default tier would take may be a provider's own name.</summary>
    private static bool IsCalled(RouterSnapshot snapshot, string model) =>
        snapshot.Config.Models.Any(entry => entry.Name != "*" && NamePattern.Matches(entry.Name, model))
        || Array.Exists(Families, family => model.Contains(family, StringComparison.OrdinalIgnoreCase));

    private static Target? Plain(RouterSnapshot snapshot, ProviderConfig provider, string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && string.Equals(name[..slash], provider.Name, StringComparison.Ordinal))
        {
            string model = name[(slash + 1)..];
            return name.Contains('*', StringComparison.Ordinal) ? null : Entered(snapshot, provider, model) ?? new Target(provider, model);
        }

        return snapshot.Config.Models.Any(entry => entry.Name == name) ? snapshot.Routes.Resolve(name)?.Targets.FirstOrDefault(target => Is(target, provider) && !target.Model.Contains('*', StringComparison.Ordinal)) : null;
    }

    /// <summary>Where a <c>*</c> leads there with the name as asked: a name that Claude Code asks for.</summary>
    private static Target? Wanted(RouterSnapshot snapshot, ProviderConfig provider) => Families
        .Select(family => $"claude-{family}-4-5")
        .Concat(snapshot.Config.Models.Where(entry => entry.IsPattern).Select(entry => entry.Name.Replace("*", "claude-haiku-4-5", StringComparison.Ordinal)))
        .Select(name => snapshot.Routes.Resolve(name)?.Targets.FirstOrDefault(target => Is(target, provider)))
        .FirstOrDefault(target => target is not null);

    /// <summary>The target with what the entries of <c>models</c> say of it: their headers and fields are sent as in use.</summary>
    private static Target? Entered(RouterSnapshot snapshot, ProviderConfig provider, string model) => snapshot.Config.Models
        .Where(entry => !entry.IsPattern)
        .SelectMany(entry => snapshot.Routes.Resolve(entry.Name)?.Targets ?? [])
        .FirstOrDefault(target => Is(target, provider) && target.Model == model);

    private static Target? FromPreset(ProviderConfig provider)
    {
        ProviderPreset? preset = provider.Preset is { } name ? ProviderPresets.Find(name) : null;
        string? model = preset?.Models.FirstOrDefault() ?? (preset?.Tiers is { Haiku: not "*" } tiers ? tiers.Haiku : null);
        return model is null ? null : new Target(provider, model);
    }

    private static bool Is(Target target, ProviderConfig provider) => string.Equals(target.Provider.Name, provider.Name, StringComparison.Ordinal);
}
