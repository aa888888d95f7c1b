using System.Globalization;
using System.Text.Json;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Status;
using Router.Core.Tenancy;

namespace Router.Api.Remote;

/// <summary>What the command line does with the keys of a running gateway.</summary>
internal sealed class KeyCalls(GatewayAdmin gateway, OperatorConsole console, StartOptions options, bool asJson, CancellationToken cancellation)
{
    public async Task CreateAsync(KeyWish wish)
    {
        if (wish.Expires is { } end && !DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            throw new StartException($"--expires: \"{end}\" is no time; write a day such as 2027-01-31, or 2027-01-31T18:00:00Z.", StartException.Misconfigured);
        }

        if (DateOnly.TryParseExact(wish.Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            wish = wish with { Expires = KeyDay.End(day).ToString("O") };
        }

        if (!wish.NewUser)
        {
            await TellSecretAsync(await OfKnownUserAsync(wish));
            return;
        }

        if (await gateway.FindAsync(HttpMethod.Get, $"users/{Uri.EscapeDataString(wish.User)}{Place(wish.Tenant)}", null, cancellation) is not null)
        {
            await TellSecretAsync(await AskAsync(wish));
            return;
        }

        // The key first, as far as it goes without its user: an id that was given can't be taken back, so a user for nothing must not be left behind.
        if (await gateway.TryAsync(HttpMethod.Post, "keys", json => Write(json, wish), cancellation) is not { } key)
        {
            await gateway.AskAsync(HttpMethod.Post, "users", json => WriteTexts(json, ("id", wish.User), ("tenant", wish.Tenant)), cancellation);
            key = await AskAsync(wish);
        }

        await TellSecretAsync(key);
    }

    public async Task RotateAsync(string id, string? overlap)
    {
        JsonElement key = await gateway.AskAsync(HttpMethod.Post, $"keys/{Uri.EscapeDataString(id)}/rotate", json => WriteTexts(json, ("overlap", overlap)), cancellation);
        await TellSecretAsync(key);
        if (!asJson)
        {
            await console.Out.WriteLineAsync(EndOfOld(key) is { } end && end > options.Clock.GetUtcNow()
                ? string.Create(CultureInfo.InvariantCulture, $"The old secret opens until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC. To end it at once, rotate the key again: router keys rotate {id} --overlap 0s")
                : "The old secret opens nothing any more.");
        }
    }

    public async Task RevokeAsync(string id)
    {
        JsonElement key = await gateway.AskAsync(HttpMethod.Post, $"keys/{Uri.EscapeDataString(id)}/revoke", null, cancellation);
        await console.Out.WriteLineAsync(asJson ? Json(key) : $"The key {key.GetProperty("id")} of {key.GetProperty("user")} is revoked.");
    }

    public async Task ListAsync(string? user, string? tenant)
    {
        List<JsonElement> keys = [];
        string? after = null;
        string filter = string.Concat(new[] { ("user", user), ("tenant", tenant) }.Where(part => part.Item2 is not null).Select(part => $"&{part.Item1}={Uri.EscapeDataString(part.Item2!)}"));
        bool hasMore = true;
        while (hasMore)
        {
            JsonElement page = await gateway.AskAsync(HttpMethod.Get, $"keys?limit=1000{filter}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", null, cancellation);
            keys.AddRange(page.GetProperty("data").EnumerateArray());
            (hasMore, after) = (page.GetProperty("has_more").GetBoolean(), page.GetProperty("last_id").GetString());
        }

        if (keys.Count == 0 && user is not null
            && await gateway.FindAsync(HttpMethod.Get, $"users/{Uri.EscapeDataString(user)}{Place(tenant)}", null, cancellation) is null)
        {
            throw new StartException($"There is no user \"{user}\"{(tenant is null ? "" : $" in the tenant \"{tenant}\"")}; \"router keys list\" shows whose keys there are.");
        }

        if (asJson)
        {
            await console.Out.WriteLineAsync($"{{\"data\": [{string.Join(",\n", keys.Select(Json))}]}}");
        }
        else
        {
            KeyTable.Write(Terminals.For(console, options.Environment), keys);
        }
    }

    private async Task<JsonElement> OfKnownUserAsync(KeyWish wish)
    {
        try
        {
            return await AskAsync(wish);
        }
        catch (StartException refusal) when (refusal.Message.Contains($"there is no user \"{wish.User}\"", StringComparison.Ordinal))
        {
            throw new StartException($"{refusal.Message.TrimEnd('.')}. With --new-user this command makes it.", refusal.ExitCode);
        }
    }

    private static DateTimeOffset? EndOfOld(JsonElement key) =>
        key.TryGetProperty("old_secret_until", out JsonElement until) && until.ValueKind == JsonValueKind.String && until.TryGetDateTimeOffset(out DateTimeOffset end) ? end : null;

    private static string Place(string? tenant) => tenant is null ? "" : $"?tenant={Uri.EscapeDataString(tenant)}";

    private Task<JsonElement> AskAsync(KeyWish wish) => gateway.AskAsync(HttpMethod.Post, "keys", json => Write(json, wish), cancellation);

    private static void Write(Utf8JsonWriter json, KeyWish wish) => WriteTexts(json, ("user", wish.User), ("tenant", wish.Tenant), ("name", wish.Name), ("expires_at", wish.Expires));

    private async Task TellSecretAsync(JsonElement key) => await console.Out.WriteLineAsync(asJson
        ? Json(key)
        : $"The key {key.GetProperty("id")} of {key.GetProperty("user")}, shown this once:\n\n  {key.GetProperty("secret")}\n");

    private static string Json(JsonElement element) => JsonSerializer.Serialize(element, StatusJson.Readable.JsonElement);

    private static void WriteTexts(Utf8JsonWriter json, params IEnumerable<(string Name, string? Value)> fields)
    {
        foreach ((string name, string? value) in fields)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }
    }
}
