using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Core.Configuration.Secrets;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads the root of router.json.</summary>
/// <param name="environment">For presets' variables.</param>
/// <param name="folder">The folder of router.json: relative paths start there.</param>
internal sealed class RouterConfigReader(RouterEnvironment environment, string folder)
{
    private static readonly FrozenDictionary<string, AccessMode> Accesses =
        new Dictionary<string, AccessMode>(StringComparer.Ordinal) { ["keys"] = AccessMode.Keys, ["open"] = AccessMode.Open }.ToFrozenDictionary(StringComparer.Ordinal);

    public RouterConfig? Read(ConfigNode root)
    {
        if (root.Object() is not { } fields)
        {
            return null;
        }

        fields.Find("$schema");
        (ImmutableArray<PriceConfig> prices, ModelPrice? unknownPrice) = PriceReader.Section(fields.Find("prices"));
        ObjectReader? secrets = fields.Find("secrets")?.Object();
        string state = Path.GetFullPath(fields.Find("state")?.Text() ?? "state", folder);
        var config = new RouterConfig
        {
            Listen = fields.Find("listen")?.Text(),
            Access = fields.Find("access")?.Choice(Accesses) ?? AccessMode.Keys,
            Hosts = ReadHosts(fields.Find("hosts")),
            Proxies = ReadProxies(fields.Find("proxies")),
            State = state,
            MasterKey = secrets?.Find("masterKey")?.Text() is { } masterKey ? SecretReference.Parse(masterKey) : SecretReference.FromFile(Path.Combine(state, "master.key")),
            FormerMasterKeys = [.. (secrets?.Find("formerMasterKeys")?.Texts() ?? []).Select(SecretReference.Parse)],
            Providers = ReadMap(fields.Find("providers"), new ProviderReader(environment).Read),
            Models = ReadMap(fields.Find("models"), ModelReader.Read),
            Tiers = ReadTiers(fields.Find("tiers")),
            RewriteModel = fields.Find("rewriteModel")?.Flag() ?? true,
            CommitAfter = fields.Find("commitAfter")?.Duration(TimeSpan.FromMilliseconds(100), DurationText.LongestTimer) ?? TimeSpan.FromSeconds(15),
            Keys = [.. (fields.Find("keys")?.Items() ?? []).Select((node, index) => ClientKeyReader.Read(node, index)).OfType<ClientKeyConfig>()],
            Tenants = ReadTenants(fields.Find("tenants")),
            Prices = prices,
            UnknownPrice = unknownPrice,
            Spend = ReadSpend(fields.Find("spend")),
            Cache = ReadCache(fields.Find("cache")),
            Reasoning = ReadReasoning(fields.Find("reasoning")),
            Retention = ReadRetention(fields.Find("retention")),
            LogLevel = fields.Find("logLevel")?.OneOf("trace", "debug", "info", "warning", "error"),
            AdminKey = ReadAdminKey(fields.Find("admin")),
        };
        secrets?.End();
        fields.End();
        return config;
    }

    private static ImmutableArray<T> ReadMap<T>(ConfigNode? node, Func<string, ConfigNode, T> read) =>
        [.. (node?.Object()?.Members ?? []).Select(member => read(member.Key, member.Value))];

    private static ImmutableArray<string> ReadHosts(ConfigNode? node)
    {
        ImmutableArray<string>.Builder hosts = ImmutableArray.CreateBuilder<string>();
        foreach (ConfigNode item in node?.Items() ?? [])
        {
            if (item.Text() is not { } host)
            {
                continue;
            }

            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            {
                item.Refuse("must be a host name such as \"router.example.com\", without \"http://\", port and path");
            }

            hosts.Add(host);
        }

        return hosts.ToImmutable();
    }

    private static ImmutableArray<TrustedProxy> ReadProxies(ConfigNode? node)
    {
        ImmutableArray<TrustedProxy>.Builder proxies = ImmutableArray.CreateBuilder<TrustedProxy>();
        foreach (ConfigNode item in node?.Items() ?? [])
        {
            if (item.Text() is not { } text)
            {
                continue;
            }

            if (TrustedProxy.Parse(text, out string? problem) is { } proxy)
            {
                proxies.Add(proxy);
            }
            else
            {
                item.Refuse(problem!);
            }
        }

        return proxies.ToImmutable();
    }

    private static ImmutableArray<TenantConfig> ReadTenants(ConfigNode? node)
    {
        ImmutableArray<TenantConfig> tenants = ReadMap(node, TenantReader.Read);
        if (tenants.DistinctBy(tenant => tenant.Name, StringComparer.OrdinalIgnoreCase).Count() < tenants.Length)
        {
            node!.Value.Refuse("names a tenant twice in different letter case; keep one of them");
        }

        return tenants;
    }

    private static SecretReference? ReadAdminKey(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return null;
        }

        string? key = fields.Find("key")?.Text();
        fields.End();
        return key is null ? null : SecretReference.Parse(key);
    }

    private static TierConfig ReadTiers(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return new TierConfig(null, null, null, null);
        }

        var tiers = new TierConfig(fields.Find("opus")?.Text(), fields.Find("sonnet")?.Text(), fields.Find("haiku")?.Text(), fields.Find("default")?.Text())
        {
            Downgrade = fields.Find("downgrade")?.Flag() ?? false,
        };
        fields.End();
        return tiers;
    }

    private static SpendConfig? ReadSpend(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return null;
        }

        var spend = new SpendConfig(
            fields.Find("onUnavailable")?.OneOf("closed", "open") ?? "closed", fields.Find("onExhausted")?.OneOf("finish", "cut") ?? "finish",
            fields.Find("ownKeys")?.OneOf("free", "charged") ?? "free");
        fields.End();
        return spend;
    }

    private static CacheConfig ReadCache(ConfigNode? node)
    {
        var cache = new CacheConfig();
        if (node?.Object() is not { } fields)
        {
            return cache;
        }

        cache = new CacheConfig
        {
            Mode = fields.Find("mode")?.OneOf("off", "prefix", "full") ?? cache.Mode,
            Ttl = fields.Find("ttl")?.Duration(TimeSpan.FromSeconds(1)) ?? cache.Ttl,
            Store = fields.Find("store")?.OneOf("memory", "folder") ?? cache.Store,
            MaxBytes = fields.Find("maxBytes")?.Size(SizeText.Bytes) ?? cache.MaxBytes,
            Scope = fields.Find("scope")?.OneOf("user", "team", "tenant") ?? cache.Scope,
            UsageOnHit = fields.Find("usageOnHit")?.OneOf("zero", "original") ?? cache.UsageOnHit,
        };
        fields.End();
        return cache;
    }

    private static ReasoningConfig ReadReasoning(ConfigNode? node)
    {
        var reasoning = new ReasoningConfig();
        if (node?.Object() is not { } fields)
        {
            return reasoning;
        }

        reasoning = new ReasoningConfig
        {
            Store = fields.Find("store")?.OneOf("on", "off") != "off",
            MaxBytes = fields.Find("maxBytes")?.Size(SizeText.Bytes) ?? reasoning.MaxBytes,
            Ttl = fields.Find("ttl")?.Duration(TimeSpan.FromSeconds(1)) ?? reasoning.Ttl,
        };
        fields.End();
        return reasoning;
    }

    private static RetentionConfig ReadRetention(ConfigNode? node)
    {
        RetentionConfig retention = RetentionConfig.Default;
        if (node?.Object() is not { } fields)
        {
            return retention;
        }

        TimeSpan day = TimeSpan.FromDays(1);
        retention = new RetentionConfig(fields.Find("records")?.Duration(day), fields.Find("logs")?.Duration(day) ?? retention.Logs);
        fields.End();
        return retention;
    }
}
