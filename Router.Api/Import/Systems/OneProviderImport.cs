using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Api.Import.Sources;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Configuration.Reading;

namespace Router.Api.Import.Systems;

/// <summary>
/// A .env file of the proxies that run one process and port a provider, with BIG_MODEL, MIDDLE_MODEL and SMALL_MODEL. Each file becomes a provider; the first
/// has the tiers, and with several each gets names of its own.
/// </summary>
internal static class OneProviderImport
{
    private const string DefaultPort = "8082";
    private const string HeaderPrefix = "CUSTOM_HEADER_";
    private const string Bearer = "Bearer ";

    public static void Apply(VariableSource file, RouterDraft draft, bool oneOfSeveral)
    {
        SourceVariable? url = file.Take("OPENAI_BASE_URL");
        var provider = new DraftObject();
        ProviderPreset? preset = Address(file, provider, url);
        string name = NameOf(file.File, url, preset);
        Credentials(file, draft, provider, preset, name);
        Headers(file, draft, provider);
        Extras(file, draft, provider);
        DraftValues.Timeout(draft, provider, file.Take("REQUEST_TIMEOUT"));
        DraftValues.Retries(draft, provider, file.Take("MAX_RETRIES"));
        name = draft.AddProvider(name, provider, file.File);
        string port = Listen(file, draft, oneOfSeveral, name);
        Models(file, draft, name, oneOfSeveral ? $" (it was at port {port})" : "", oneOfSeveral);
        ClientKey(file, draft);
        Rest(file, draft);
    }

    private static ProviderPreset? Address(VariableSource file, DraftObject provider, SourceVariable? url)
    {
        const string Deployments = "/deployments/";
        SourceVariable? version = file.Take("AZURE_API_VERSION");
        string text = url?.Value ?? "https://api.openai.com/v1";
        int deployment = text.IndexOf(Deployments, StringComparison.OrdinalIgnoreCase);
        ProviderPreset? preset = KnownAddress.Describe(provider, deployment < 0 ? text : text[..deployment], ProviderStyle.OpenAi, url?.Origin ?? "OPENAI_BASE_URL's default");
        if (deployment >= 0)
        {
            // The deployment stands in the address: every model of the file was this one.
            provider.Set("path", $"deployments/{KnownAddress.WithoutEndpoint(text[(deployment + Deployments.Length)..])}/chat/completions", url!.Origin);
        }

        if (version is not null)
        {
            provider.Set("query", new JsonObject { ["api-version"] = version.Value }, version.Origin);
        }

        return preset;
    }

    private static string NameOf(string file, SourceVariable? url, ProviderPreset? preset)
    {
        // .env-requesty-glm and glm.env say more than the address does.
        string plain = Path.GetFileName(file);
        plain = plain.StartsWith(".env", StringComparison.Ordinal) ? plain[".env".Length..] : plain.EndsWith(".env", StringComparison.Ordinal) ? plain[..^".env".Length] : "";
        plain = plain.Trim('.', '-', '_');
        return plain is not ("" or "local" or "example") ? plain : preset?.Name ?? KnownAddress.NameOf(url?.Value ?? "https://api.openai.com/v1", ProviderStyle.OpenAi);
    }

    private static void Credentials(VariableSource file, RouterDraft draft, DraftObject provider, ProviderPreset? preset, string name)
    {
        SourceVariable? key = file.Take("OPENAI_API_KEY");
        if (KeyHeader(file) is { } header)
        {
            if (key is not null)
            {
                draft.LeaveOut(key.Origin, $"The key of {header.Name} is sent in its place, as before.");
            }

            return;
        }

        if (preset?.Auth == AuthScheme.None || key is null)
        {
            provider.Set("credentials", new JsonArray("none"), key is null ? "no OPENAI_API_KEY" : $"{key.Origin}: it needs none");
            return;
        }

        provider.Set("credentials", new JsonArray(draft.Secrets.Reference(key.Value, ["OPENAI_API_KEY", $"{name}_API_KEY"], key.Origin)), key.Origin);
    }

    private static void Headers(VariableSource file, RouterDraft draft, DraftObject provider)
    {
        var headers = new DraftObject();
        SourceVariable? chosen = KeyHeader(file);
        foreach (SourceVariable header in file.TakeAll(HeaderPrefix))
        {
            string name = HeaderName(header);
            if (ReservedHeaders.Contains(name))
            {
                draft.LeaveOut(header.Origin, $"{name} is set by HTTP and by the gateway.");
            }
            else if (name is "Authorization" or "X-Api-Key" or "Api-Key")
            {
                Key(draft, provider, header, chosen);
            }
            else if (SecretNames.OfHeader(name))
            {
                draft.LeaveOut(header.Origin, SecretNames.HeaderLeftOut);
            }
            else
            {
                headers.Set(name, header.Value, header.Origin);
            }
        }

        if (!headers.IsEmpty)
        {
            provider.Add("headers", headers);
        }
    }

    /// <summary>The header whose key is sent in place of the other one; null when no header has one.</summary>
    private static SourceVariable? KeyHeader(VariableSource file) => file.TakeAll(HeaderPrefix).FirstOrDefault(header => HeaderName(header) switch
    {
        "Authorization" => IsBearer(header) || !header.Value.Contains(' ', StringComparison.Ordinal), // Basic and others are no keys
        var name => name is "X-Api-Key" or "Api-Key",
    });

    private static bool IsBearer(SourceVariable header) => header.Value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    private static void Key(RouterDraft draft, DraftObject provider, SourceVariable header, SourceVariable? chosen)
    {
        if (header != chosen)
        {
            draft.LeaveOut(header.Origin, chosen is null ? "Router sends keys as Bearer, in no other scheme." : $"A provider gets one key: that of {chosen.Name} is sent.");
            return;
        }

        bool isAuthorization = HeaderName(header) == "Authorization";
        bool hasScheme = isAuthorization && IsBearer(header);
        string key = hasScheme ? header.Value[Bearer.Length..].Trim() : header.Value;
        if (isAuthorization && !hasScheme)
        {
            draft.Change(header.Origin, "Router sends it with \"Bearer \" before it.");
        }

        // Whoever still loads the old file has the scheme in the variable, and the gateway adds its own: hence another name.
        string reference = draft.Secrets.Reference(
            key, [hasScheme ? $"{header.Name}_TOKEN" : header.Name], hasScheme && !SecretBook.IsVariable(key) ? $"{header.Origin} without \"{Bearer}\"" : header.Origin);
        provider.Set("credentials", new JsonArray(reference), header.Origin);
        provider.Set("auth", isAuthorization ? "bearer" : HeaderName(header).ToLowerInvariant(), header.Origin);
    }

    /// <summary>CUSTOM_HEADER_USER_AGENT is User-Agent.</summary>
    private static string HeaderName(SourceVariable header) =>
        string.Join('-', header.Name[HeaderPrefix.Length..].Split('_').Select(word => word.Length == 0 ? word : $"{word[..1].ToUpperInvariant()}{word[1..].ToLowerInvariant()}"));

    private static void Extras(VariableSource file, RouterDraft draft, DraftObject provider)
    {
        if (file.Take("REQUESTY_AUTO_CACHE") is { } cache && DraftValues.Flag(cache.Value) is not false)
        {
            provider.Set("extraBody", new JsonObject { ["requesty"] = new JsonObject { ["auto_cache"] = true } }, cache.Origin);
        }

        if (file.Take("REQUESTY_API_KEY") is { } second)
        {
            draft.LeaveOut(second.Origin, "The provider gets the key of OPENAI_API_KEY; a second one has no use.");
        }

        if (file.Take("MIN_TOKENS_LIMIT") is { } least)
        {
            draft.LeaveOut(least.Origin, "Router raises max_tokens only to the least that a model takes; a thinking budget that does not fit is switched off.");
        }
    }

    private static string Listen(VariableSource file, RouterDraft draft, bool oneOfSeveral, string name)
    {
        SourceVariable? host = file.Take("HOST");
        SourceVariable? port = file.Take("PORT");
        string number = DraftValues.Port(draft, port) ?? DefaultPort;
        bool isFirst = draft.ProviderNames.First() == name;
        if (isFirst)
        {
            draft.Listen(host?.Value ?? "127.0.0.1", number, $"{port?.Origin ?? "PORT's default"}{(host is null ? "" : $", {host.Origin}")}");
        }
        else if (oneOfSeveral && port is not null)
        {
            string models = string.Join(", ", Tiers(file).Select(tier => $"--model {AliasOf(file, name, tier.Tier)}").Distinct(StringComparer.Ordinal));
            draft.Change(port.Origin, $"All providers are behind one address now: in place of port {number} ask for a model of {name}: {models}.");
        }

        return number;
    }

    private static void Models(VariableSource file, RouterDraft draft, string provider, string hint, bool ownNames)
    {
        SourceVariable? most = file.Take("MAX_TOKENS_LIMIT");
        JsonNode? limit = most is null ? null : DraftValues.Tokens(draft, most.Value, most.Origin);
        foreach ((string tier, SourceVariable model) in Tiers(file))
        {
            string target = $"{provider}/{model.Value}";
            string alias = AliasOf(file, provider, tier);
            if (ownNames || limit is not null)
            {
                if (!draft.Models.Has(alias) && draft.AddModel(alias, target, model.Origin + hint) is { } entry && limit is not null)
                {
                    entry.Set("maxOutputTokens", limit.DeepClone(), most!.Origin);
                }

                target = limit is null ? target : alias;
            }

            draft.Tier(tier, target, model.Origin);
        }

        SourceVariable big = Tiers(file)[0].Model;
        draft.Tier("default", limit is null ? $"{provider}/{big.Value}" : AliasOf(file, provider, "opus"), big.Origin);
    }

    private static (string Tier, SourceVariable Model)[] Tiers(VariableSource file)
    {
        SourceVariable big = file.Take("BIG_MODEL") ?? new SourceVariable("BIG_MODEL", "gpt-4o", "BIG_MODEL's default");
        return
        [
            ("opus", big), ("sonnet", file.Take("MIDDLE_MODEL") ?? big),
            ("haiku", file.Take("SMALL_MODEL") ?? new SourceVariable("SMALL_MODEL", "gpt-4o-mini", "SMALL_MODEL's default")),
        ];
    }

    /// <summary>The name of a tier's model, one name for all where all are the same.</summary>
    private static string AliasOf(VariableSource file, string provider, string tier) =>
        Tiers(file).DistinctBy(model => model.Model.Value, StringComparer.Ordinal).Count() == 1 ? $"claude-{provider}" : $"claude-{provider}-{tier}";

    private static void ClientKey(VariableSource file, RouterDraft draft)
    {
        if (file.Take("ANTHROPIC_API_KEY") is { } key)
        {
            draft.ClientKey(key.Value, key.Origin);
        }
    }

    private static void Rest(VariableSource file, RouterDraft draft) => DraftValues.LogLevel(draft, file.Take("LOG_LEVEL"));
}
