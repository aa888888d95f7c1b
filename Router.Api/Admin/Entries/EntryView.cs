using System.Collections.Immutable;
using System.Text.Json;
using Router.Core.Configuration;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>An entry of the directory as JSON; of a key never the secret, nor its hash.</summary>
internal static class EntryView
{
    public static void Write(Utf8JsonWriter json, DirectoryEntry entry)
    {
        json.WriteStartObject();
        WriteMembers(json, entry);
        json.WriteEndObject();
    }

    /// <summary>The members alone, for whoever adds some.</summary>
    public static void WriteMembers(Utf8JsonWriter json, DirectoryEntry entry)
    {
        EntryKind kind = entry.Ref.Kind;
        json.WriteString("type", EntryWords.Of(kind));
        json.WriteString("id", entry.Id);
        switch (entry)
        {
            case Tenant tenant:
                json.WriteString("name", tenant.Settings.Name);
                json.WriteBoolean("vault_fallback", tenant.Settings.VaultFallback);
                json.WriteNumber("price_multiplier", tenant.Settings.PriceMultiplier ?? 1);
                WriteLimits(json, tenant.Settings.Limits, tenant.Settings.Budget);
                break;
            case Team team:
                json.WriteString("tenant", team.Tenant);
                json.WriteString("name", team.Settings.Name);
                WriteLimits(json, team.Settings.Limits, team.Settings.Budget);
                break;
            case User user:
                json.WriteString("tenant", user.Tenant);
                json.WriteString("name", user.Settings.Name);
                json.WriteString("team", user.Settings.Team);
                json.WriteString("role", user.Settings.Role.ToString().ToLowerInvariant());
                WriteLimits(json, user.Settings.Limits, user.Settings.Budget);
                break;
            case ClientKey key:
                WriteKey(json, key);
                break;
        }

        bool inFile = entry.Version == 0;
        json.WriteString("status", EntryWords.StatusOf(entry));
        json.WriteString("status_reason", EntryWords.ReasonOf(entry));
        json.WriteString("source", entry.IsFromStart ? "first start" : inFile ? "router.json" : "state");
        json.WriteString("created_at", When(entry.Created));
        json.WriteString("changed_at", When(entry.Changed));
        json.WriteNumber("version", entry.Version);
    }

    // What stands in router.json, and the default tenant, nobody ever made.
    private static string? When(DateTimeOffset time) => time == default ? null : time.ToString("O");

    private static void WriteKey(Utf8JsonWriter json, ClientKey key)
    {
        KeyRules rules = key.Settings.Rules;
        json.WriteString("tenant", key.Tenant);
        json.WriteString("user", key.User);
        json.WriteString("name", key.Settings.Name);
        json.WriteString("expires_at", key.Settings.Expires?.ToString("O"));
        WriteTexts(json, "models", rules.Models);
        WriteTexts(json, "providers", rules.Providers);
        WriteTexts(json, "networks", rules.Networks);
        WriteLimits(json, rules.Limits, rules.Budget);
        json.WriteString("old_secret_until", key.Retired is [var newest, ..] ? newest.Until.ToString("O") : null);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteLimits(Utf8JsonWriter json, ProviderLimits? limits, BudgetConfig? budget)
    {
        json.WritePropertyName("limits");
        if (limits is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartObject();
            WriteLimit(json, "requests_per_minute", limits.RequestsPerMinute);
            WriteLimit(json, "tokens_per_minute", limits.TokensPerMinute);
            WriteLimit(json, "concurrency", limits.Concurrency);
            json.WriteEndObject();
        }

        json.WritePropertyName("budget");
        if (budget is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartObject();
            json.WriteNumber("usd", budget.Usd);
            json.WriteString("per", budget.Per);
            WriteLimit(json, "soft_at", budget.SoftAt);
            json.WriteEndObject();
        }
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, long? limit)
    {
        if (limit is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
