using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Router.Core.Configuration;

namespace Router.Api.Admin.Configuration;

/// <summary>
/// A configuration as it counts, in the words of router.json, without a secret: of those only where they come from is told, and values of headers, of the query and
/// of extraBody, which may hold some, are hidden.
/// </summary>
internal static class ConfigJson
{
    private const string Hidden = "(hidden)";

    public static JsonObject Of(RouterConfig config) => new()
    {
        ["listen"] = config.Listen,
        ["access"] = config.Access == AccessMode.Open ? "open" : "keys",
        ["hosts"] = Texts(config.Hosts),
        ["proxies"] = Texts(config.Proxies.Select(proxy => proxy.Text)),
        ["state"] = config.State,
        ["secrets"] = new JsonObject { ["masterKey"] = config.MasterKey.ToString() },
        ["providers"] = Map(config.Providers, provider => provider.Name, Provider),
        ["models"] = Map(config.Models, model => model.Name, Model),
        ["tiers"] = new JsonObject(config.Tiers.Entries().Select(tier => Pair(tier.Key, tier.Target)).Append(Pair("downgrade", config.Tiers.Downgrade))),
        ["rewriteModel"] = config.RewriteModel,
        ["commitAfter"] = Duration(config.CommitAfter),
        ["keys"] = new JsonArray([.. config.Keys.Select(Key)]),
        ["tenants"] = Map(config.Tenants, tenant => tenant.Name, Tenant),
        ["prices"] = new JsonArray([.. config.Prices.Select(price => new JsonObject { ["provider"] = price.Provider, ["model"] = price.Model, ["price"] = Price(price.Price) })]),
        ["unknownPrice"] = Price(config.UnknownPrice),
        ["spend"] = config.Spend is { } spend ? new JsonObject { ["onUnavailable"] = spend.OnUnavailable, ["onExhausted"] = spend.OnExhausted } : null,
        ["cache"] = new JsonObject
        {
            ["mode"] = config.Cache.Mode, ["ttl"] = Duration(config.Cache.Ttl), ["store"] = config.Cache.Store, ["maxBytes"] = config.Cache.MaxBytes, ["scope"] = config.Cache.Scope, ["usageOnHit"] = config.Cache.UsageOnHit,
        },
        ["reasoning"] = new JsonObject { ["store"] = OnOff(config.Reasoning.Store), ["maxBytes"] = config.Reasoning.MaxBytes, ["ttl"] = Duration(config.Reasoning.Ttl) },
        ["retention"] = new JsonObject { ["records"] = config.Retention.Records is { } records ? Duration(records) : null, ["logs"] = Duration(config.Retention.Logs) },
        ["admin"] = new JsonObject { ["key"] = config.AdminKey?.ToString() },
    };

    private static JsonObject Provider(ProviderConfig provider) => new()
    {
        ["preset"] = provider.Preset,
        ["style"] = provider.Style switch { ProviderStyle.Native => "native", ProviderStyle.Compatible => "anthropic", _ => "openai" },
        ["baseUrl"] = provider.BaseUrl.AbsoluteUri,
        ["path"] = provider.Path,
        ["credentials"] = Texts(provider.Credentials.Select(credential => credential.ToString())),
        ["auth"] = provider.Auth switch { AuthScheme.XApiKey => "x-api-key", AuthScheme.ApiKey => "api-key", AuthScheme.None => "none", _ => "bearer" },
        ["headers"] = Names(provider.Headers),
        ["query"] = Names(provider.Query),
        ["extraBody"] = Names(provider.ExtraBody),
        ["limits"] = Limits(provider.Limits),
        ["queue"] = new JsonObject { ["length"] = provider.Queue.Length, ["wait"] = Duration(provider.Queue.Wait) },
        ["timeouts"] = new JsonObject { ["connect"] = Duration(provider.Timeouts.Connect), ["firstByte"] = Duration(provider.Timeouts.FirstByte), ["idle"] = Duration(provider.Timeouts.Idle) },
        ["retries"] = provider.Retries,
        ["stream"] = provider.Stream,
        ["cooldown"] = OnOff(provider.Cooldown),
        ["breaker"] = OnOff(provider.Breaker),
    };

    private static JsonObject Model(ModelConfig model) => new()
    {
        ["displayName"] = model.DisplayName,
        ["answerAs"] = model.AnswerAs,
        ["targets"] = new JsonArray([.. model.Targets.Select(target => new JsonObject { ["target"] = target.Target, ["weight"] = target.Weight })]),
        ["strategy"] = model.Strategy.ToString().ToLowerInvariant(),
        ["maxOutputTokens"] = model.MaxOutputTokens,
        ["contextWindow"] = model.ContextWindow,
        ["reasoningEffort"] = model.ReasoningEffort,
        ["removeTools"] = Texts(model.RemoveTools),
        ["headers"] = Names(model.Headers),
        ["extraBody"] = Names(model.ExtraBody),
        ["price"] = Price(model.Price),
        ["cacheMode"] = model.CacheMode,
        ["cacheTtl"] = model.CacheTtl is { } ttl ? Duration(ttl) : null,
    };

    private static JsonObject? Price(ModelPrice? price) =>
        price is null ? null : new JsonObject { ["input"] = price.Input, ["output"] = price.Output, ["cacheRead"] = price.CacheRead, ["cacheWrite"] = price.CacheWrite };

    private static JsonObject Key(ClientKeyConfig key) => new()
    {
        ["key"] = key.Key.ToString(),
        ["user"] = key.User,
        ["team"] = key.Team,
        ["tenant"] = key.Tenant,
        ["models"] = Texts(key.Models),
        ["limits"] = Limits(key.Limits),
        ["budget"] = Budget(key.Budget),
    };

    private static JsonObject Tenant(TenantConfig tenant)
    {
        JsonObject json = Spender(new SpenderConfig(tenant.Limits, tenant.Budget));
        json["priceMultiplier"] = tenant.PriceMultiplier;
        json["teams"] = Spenders(tenant.Teams);
        json["users"] = Spenders(tenant.Users);
        return json;
    }

    private static JsonObject Spenders(ImmutableDictionary<string, SpenderConfig> all) => Map([.. all.OrderBy(one => one.Key, StringComparer.Ordinal)], one => one.Key, one => Spender(one.Value));

    private static JsonObject Spender(SpenderConfig said) => new() { ["limits"] = said.Limits is { } limits ? Limits(limits) : null, ["budget"] = Budget(said.Budget) };

    private static JsonObject? Budget(BudgetConfig? budget) => budget is null ? null : new JsonObject { ["usd"] = budget.Usd, ["per"] = budget.Per, ["softAt"] = budget.SoftAt };

    private static JsonObject Limits(ProviderLimits limits) =>
        new() { ["requestsPerMinute"] = limits.RequestsPerMinute, ["tokensPerMinute"] = limits.TokensPerMinute, ["concurrency"] = limits.Concurrency };

    private static JsonObject Map<T>(ImmutableArray<T> items, Func<T, string> name, Func<T, JsonObject> value) => new(items.Select(item => Pair(name(item), value(item))));

    private static JsonObject Names(ImmutableDictionary<string, string> values) => new(values.Keys.Order(StringComparer.Ordinal).Select(name => Pair(name, Hidden)));

    private static KeyValuePair<string, JsonNode?> Pair(string name, JsonNode? value) => KeyValuePair.Create(name, value);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string OnOff(bool on) => on ? "on" : "off";

    private static string Duration(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMilliseconds}ms");
}
