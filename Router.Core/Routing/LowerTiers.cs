using Router.Core.Configuration;

namespace Router.Core.Routing;

/// <summary>Finds the tiers below the one that a name belongs to: opus, sonnet, haiku.</summary>
internal static class LowerTiers
{
    /// <summary>Where the lower tiers lead, the next one first; none for a name that belongs to no tier, and where downgrades are off.</summary>
    /// <param name="tiers">The tiers.</param>
    /// <param name="model">The name as asked; it belongs to a tier whose word it contains.</param>
    /// <param name="entry">The name of the entry that took it; it belongs to a tier that leads to it. Null for none.</param>
    public static IEnumerable<string> Of(TierConfig tiers, string model, string? entry)
    {
        (string Word, string? Target)[] all = [("opus", tiers.Opus), ("sonnet", tiers.Sonnet), ("haiku", tiers.Haiku)];
        int tier = tiers.Downgrade ? Array.FindIndex(all, one => model.Contains(one.Word, StringComparison.OrdinalIgnoreCase)) : -1;
        if (tiers.Downgrade && tier < 0)
        {
            // One entry may serve several tiers; the lowest of them is what it is.
            tier = Array.FindLastIndex(all, one => entry is not null && string.Equals(one.Target, entry, StringComparison.Ordinal));
        }

        return tier < 0 ? [] : all.Skip(tier + 1).Select(one => one.Target).OfType<string>();
    }
}
