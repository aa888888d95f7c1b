using System.Collections.Immutable;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads one entry of <c>tenants</c>.</summary>
internal static class TenantReader
{
    public static TenantConfig Read(string name, ConfigNode node)
    {
        var tenant = new TenantConfig { Name = name };
        if (node.Object() is not { } fields)
        {
            return tenant;
        }

        tenant = tenant with
        {
            Limits = LimitsOf(fields),
            Budget = SectionReader.Budget(fields.Find("budget")),
            PriceMultiplier = Multiplier(fields.Find("priceMultiplier")),
            Teams = Spenders(fields.Find("teams")),
            Users = Spenders(fields.Find("users")),
        };
        fields.End();
        return tenant;
    }

    private static ImmutableDictionary<string, SpenderConfig> Spenders(ConfigNode? node)
    {
        var spenders = ImmutableDictionary.CreateBuilder<string, SpenderConfig>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, ConfigNode value) in node?.Object()?.Members ?? [])
        {
            if (value.Object() is { } fields)
            {
                var spender = new SpenderConfig(LimitsOf(fields), SectionReader.Budget(fields.Find("budget")));
                fields.End();
                if (!spenders.TryAdd(name, spender))
                {
                    value.Refuse("is there already in other letter case; keep one of them");
                }
            }
        }

        return spenders.ToImmutable();
    }

    private static ProviderLimits? LimitsOf(ObjectReader fields) => fields.Find("limits") is { } limits ? SectionReader.Limits(limits) : null;

    private static decimal? Multiplier(ConfigNode? node)
    {
        decimal? multiplier = node?.Amount();
        if (multiplier > TenantConfig.MostMultiplier)
        {
            node!.Value.Refuse($"must be at most {TenantConfig.MostMultiplier}");
        }

        return multiplier;
    }
}
