using System.Text.Json.Nodes;
using Router.Core.AdminContract;
using Router.Core.Configuration;

namespace Router.Dashboard.Providers;

/// <summary>The limits that router.json sets for a provider's credentials.</summary>
public static class ConfiguredLimits
{
    /// <summary>The limits; none of those that are not set, or when the configuration may not be seen.</summary>
    public static ProviderLimits Of(ConfigView? view, string provider)
    {
        JsonNode? limits = view?.Config["providers"]?[provider]?["limits"];
        return new ProviderLimits((long?)limits?["requestsPerMinute"], (long?)limits?["tokensPerMinute"], (long?)limits?["concurrency"]);
    }

    /// <summary>The tighter of two limits; null when there is none.</summary>
    public static long? Tighter(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
