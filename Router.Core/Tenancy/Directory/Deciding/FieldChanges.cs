using System.Collections.Immutable;
using System.Globalization;
using Router.Core.Configuration;

namespace Router.Core.Tenancy.Directory;

/// <summary>Finds what is different in the settings of an entry.</summary>
internal static class FieldChanges
{
    /// <param name="before">The entry as it was.</param>
    /// <param name="after">The same as it is.</param>
    public static ImmutableArray<FieldChange> Between(DirectoryEntry before, DirectoryEntry after) =>
        [.. Fields(before).Zip(Fields(after)).Where(pair => pair.First.Text != pair.Second.Text).Select(pair => new FieldChange(pair.First.Name, pair.First.Text, pair.Second.Text))];

    private static IEnumerable<(string Name, string? Text)> Fields(DirectoryEntry entry) => entry switch
    {
        Tenant { Settings: var settings } =>
        [
            ("name", settings.Name), ("vault_fallback", settings.VaultFallback ? "true" : "false"), ("price_multiplier", settings.PriceMultiplier?.ToString(CultureInfo.InvariantCulture)),
            .. Bounds(settings.Limits, settings.Budget),
        ],
        Team { Settings: var settings } => [("name", settings.Name), .. Bounds(settings.Limits, settings.Budget)],
        User { Settings: var settings } =>
            [("name", settings.Name), ("team", settings.Team), ("role", settings.Role.ToString().ToLowerInvariant()), .. Bounds(settings.Limits, settings.Budget)],
        ClientKey { Settings: var settings } =>
        [
            ("name", settings.Name), ("expires_at", settings.Expires?.ToString("O")),
            ("models", Joined(settings.Rules.Models)), ("providers", Joined(settings.Rules.Providers)), ("networks", Joined(settings.Rules.Networks)),
            .. Bounds(settings.Rules.Limits, settings.Rules.Budget),
        ],
        _ => [],
    };

    private static IEnumerable<(string Name, string? Text)> Bounds(ProviderLimits? limits, BudgetConfig? budget) =>
    [
        ("limits.requests_per_minute", Number(limits?.RequestsPerMinute)),
        ("limits.tokens_per_minute", Number(limits?.TokensPerMinute)),
        ("limits.concurrency", Number(limits?.Concurrency)),
        ("budget.usd", budget?.Usd.ToString(CultureInfo.InvariantCulture)),
        ("budget.per", budget?.Per),
        ("budget.soft_at", Number(budget?.SoftAt)),
    ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Joined(ImmutableArray<string> texts) => texts.IsEmpty ? null : string.Join(", ", texts);
}
