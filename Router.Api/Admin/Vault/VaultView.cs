using System.Text.Json;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Vault;

/// <summary>An entry of a vault as JSON: of its secret the fingerprint and, of a long one, the last four characters.</summary>
internal static class VaultView
{
    public static void Write(Utf8JsonWriter json, VaultInfo info)
    {
        json.WriteStartObject();
        WritePath(json, info.Path);
        json.WriteString("goes_to", info.Destination);
        json.WriteStartArray("providers");
        foreach (string provider in info.Providers)
        {
            json.WriteStringValue(provider);
        }

        json.WriteEndArray();
        json.WriteString("fingerprint", info.Fingerprint);
        json.WriteString("last_four", info.LastFour);
        json.WriteString("old_secret_until", info.OldUntil?.ToString("O"));
        json.WriteString("used_at", UsedHour(info.Used)?.ToString("O"));
        json.WriteString("created_at", info.Created.ToString("O"));
        json.WriteString("changed_at", info.Changed.ToString("O"));
        json.WriteNumber("version", info.Version);
        json.WriteEndObject();
    }

    public static void WriteDeleted(Utf8JsonWriter json, VaultPath path)
    {
        json.WriteStartObject();
        WritePath(json, path);
        json.WriteString("status", "deleted");
        json.WriteEndObject();
    }

    // It is noted once an hour at most, so more would be told than is known.
    private static DateTimeOffset? UsedHour(DateTimeOffset? used) => used is { } time ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerHour)) : null;

    private static void WritePath(Utf8JsonWriter json, VaultPath path)
    {
        json.WriteString("type", "vault_entry");
        json.WriteString("id", path.Name);
        json.WriteString("tenant", path.Tenant);
        json.WriteString("user", path.User);
    }
}
