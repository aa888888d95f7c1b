namespace Router.Core.Configuration;

/// <summary>Where names go that no entry of <c>models</c> matches: by the family word inside the name.</summary>
/// <param name="Opus">For names that contain "opus".</param>
/// <param name="Sonnet">For names that contain "sonnet".</param>
/// <param name="Haiku">For names that contain "haiku".</param>
/// <param name="Default">For all other names.</param>
public sealed record TierConfig(string? Opus, string? Sonnet, string? Haiku, string? Default)
{
    /// <summary>Whether the targets of the next lower tiers follow behind those of opus and sonnet. Default false.</summary>
    public bool Downgrade { get; init; }

    /// <summary>The tiers that are set, by their keys in router.json.</summary>
    public IEnumerable<(string Key, string Target)> Entries()
    {
        (string Key, string? Target)[] all = [("opus", Opus), ("sonnet", Sonnet), ("haiku", Haiku), ("default", Default)];
        return all.Where(tier => tier.Target is not null).Select(tier => (tier.Key, tier.Target!));
    }
}
