using System.Collections.Frozen;
using Router.Core.Configuration;

namespace Router.Api.Telemetry;

/// <summary>
/// <c>gen_ai.provider.name</c>: the conventions' word where they have one for a preset, else the preset's own name, and the configured name of a provider
/// that was written out.
/// </summary>
internal static class ProviderKinds
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["azure"] = "azure.ai.openai",
        ["gemini"] = "gcp.gemini",
        ["mistral"] = "mistral_ai",
        ["moonshot"] = "moonshot_ai",
        ["xai"] = "x_ai",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(ProviderConfig provider) => provider.Preset is { } preset ? Words.GetValueOrDefault(preset, preset) : provider.Name;
}
