using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.Tenancy.Directory.Deciding;

/// <summary>What fields must hold; collects what is wrong.</summary>
internal sealed class Rules
{
    public const int LongestText = 100;

    private const int MostItems = 100;

    private readonly ImmutableArray<DirectoryProblem>.Builder _problems = ImmutableArray.CreateBuilder<DirectoryProblem>();

    public ImmutableArray<DirectoryProblem> Problems => _problems.ToImmutable();

    public Rules Id(string? id)
    {
        if (!IdText.IsId(id))
        {
            Add("id", IdText.Rule);
        }

        return this;
    }

    public Rules KeyId(string? id)
    {
        if (!KeyText.IsId(id))
        {
            Add("id", $"must be {KeyText.IdLength} letters and digits; leave it out and one is made");
        }

        return this;
    }

    public Rules Name(string? name, bool isNeeded = true)
    {
        if (name is null ? isNeeded : name.Length is 0 or > LongestText || name.Any(char.IsControl) || name.Trim().Length != name.Length)
        {
            Add("settings.name", $"must be 1 to {LongestText} characters without line breaks, and without spaces at its ends");
        }

        return this;
    }

    public Rules Role(Role role)
    {
        if (!Enum.IsDefined(role))
        {
            Add("settings.role", "must be viewer, member, manager or admin");
        }

        return this;
    }

    public Rules Limits(ProviderLimits? limits, string path = "settings")
    {
        Within(limits?.RequestsPerMinute, int.MaxValue, $"{path}.limits.requestsPerMinute");
        Within(limits?.TokensPerMinute, long.MaxValue, $"{path}.limits.tokensPerMinute");
        Within(limits?.Concurrency, int.MaxValue, $"{path}.limits.concurrency");
        return this;
    }

    public Rules Budget(BudgetConfig? budget, string path = "settings")
    {
        if (budget?.Usd <= 0)
        {
            Add($"{path}.budget.usd", "must be more than 0; leave the budget out for none");
        }

        if (budget?.Usd > BudgetConfig.MostUsd)
        {
            Add($"{path}.budget.usd", "must be at most a billion dollars; leave the budget out for none");
        }

        if (budget?.SoftAt is < 1 or > 100)
        {
            Add($"{path}.budget.softAt", "must be a percentage from 1 to 100; leave it out for a budget that refuses");
        }

        if (budget is not null and not { Per: "day" or "week" or "month" })
        {
            Add($"{path}.budget.per", "must be day, week or month");
        }

        return this;
    }

    public Rules PriceMultiplier(decimal? multiplier)
    {
        if (multiplier is < 0 or > TenantConfig.MostMultiplier)
        {
            Add("settings.priceMultiplier", $"must be 0 to {TenantConfig.MostMultiplier}; leave it out for the price itself");
        }

        return this;
    }

    public Rules Key(KeySettings? settings, bool endsLater, DateTimeOffset now)
    {
        if (settings is not { Rules: { } rules })
        {
            Add("settings", "must not be null");
            return this;
        }

        if (endsLater && settings.Expires <= now)
        {
            Add("settings.expires", "lies in the past; name a later time, leave it out for a key without end, or revoke the key");
        }

        Patterns(rules.Models, "settings.rules.models", "model names or patterns");
        Patterns(rules.Providers, "settings.rules.providers", "providers' names or patterns");
        Networks(rules.Networks);
        return Name(settings.Name, isNeeded: false).Limits(rules.Limits, "settings.rules").Budget(rules.Budget, "settings.rules");
    }

    public void Add(string field, string text) => _problems.Add(new DirectoryProblem(DirectoryProblemKind.Invalid, field, text));

    // As in router.json.
    private void Within(long? value, long most, string field)
    {
        if (value < 1)
        {
            Add(field, "must be at least 1; leave it out for no limit");
        }
        else if (value > most)
        {
            Add(field, $"must be at most {most}; leave it out for no limit");
        }
    }

    private void Patterns(ImmutableArray<string> patterns, string field, string what)
    {
        if (patterns.IsDefaultOrEmpty || patterns.Length > MostItems)
        {
            Add(field, $"must hold 1 to {MostItems} {what}; [\"*\"] for all");
            return;
        }

        for (int index = 0; index < patterns.Length; index++)
        {
            if (patterns[index] is not { Length: > 0 and <= 2 * LongestText } pattern || pattern.Any(char.IsControl))
            {
                Add($"{field}[{index}]", $"must be 1 to {2 * LongestText} characters without line breaks");
            }
        }
    }

    private void Networks(ImmutableArray<string> networks)
    {
        if (networks.IsDefault || networks.Length > MostItems)
        {
            Add("settings.rules.networks", $"must hold at most {MostItems} networks; [] for everywhere");
            return;
        }

        for (int index = 0; index < networks.Length; index++)
        {
            if (!NetworkRange.TryParse(networks[index] ?? "", out _, out string? problem))
            {
                Add($"settings.rules.networks[{index}]", problem!);
            }
        }
    }
}
