using System.Globalization;
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
        foreach (SourceVariable header in file.TakeAll("CUSTOM_HEADER_"))
        {
            string name = HeaderName(header.Name["CUSTOM_HEADER_".Length..]);
            if (ReservedHeaders.Contains(name))
            {
                draft.LeaveOut(header.Origin, $"{name} is set by HTTP and by the gateway.");
            }
            else if (name is "Authorization" or "X-Api-Key" or "Api-Key")
            {
                // The header's key takes the place of the other one, as it did on the wire.
                string key = header.Value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header.Value["Bearer ".Length..].Trim() : header.Value;
                provider.Set("credentials", new JsonArray(draft.Secrets.Reference(key, [header.Name], header.Origin)), header.Origin);
                provider.Set("auth", name == "Authorization" ? "bearer" : name.ToLowerInvariant(), header.Origin);
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

    /// <summary>USER_AGENT is User-Agent.</summary>
    private static string HeaderName(string variable) =>
        string.Join('-', variable.Split('_').Select(word => word.Length == 0 ? word : $"{word[..1].ToUpperInvariant()}{word[1..].ToLowerInvariant()}"));

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
            draft.LeaveOut(least.Origin, "Router never raises max_tokens; a thinking budget that does not fit is switched off.");
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
            draft.Change(port.Origin, $"All providers are behind one address now: in place of port {number} ask for a model of {name}, such as --model {Alias(name)}.");
        }

        return number;
    }

    private static void Models(VariableSource file, RouterDraft draft, string provider, string hint, bool ownNames)
    {
        SourceVariable big = file.Take("BIG_MODEL") ?? new SourceVariable("BIG_MODEL", "gpt-4o", "BIG_MODEL's default");
        SourceVariable middle = file.Take("MIDDLE_MODEL") ?? big;
        SourceVariable small = file.Take("SMALL_MODEL") ?? new SourceVariable("SMALL_MODEL", "gpt-4o-mini", "SMALL_MODEL's default");
        SourceVariable? most = file.Take("MAX_TOKENS_LIMIT");
        JsonNode? limit = most is null ? null : DraftValues.Tokens(draft, most.Value, most.Origin);
        bool isOne = big.Value == middle.Value && big.Value == small.Value;
        foreach ((string tier, SourceVariable model) in (ReadOnlySpan<(string, SourceVariable)>)[("opus", big), ("sonnet", middle), ("haiku", small)])
        {
            string target = $"{provider}/{model.Value}";
            string alias = isOne ? Alias(provider) : $"{Alias(provider)}-{tier}";
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

        draft.Tier("default", limit is null ? $"{provider}/{big.Value}" : isOne ? Alias(provider) : $"{Alias(provider)}-opus", big.Origin);
    }

    private static string Alias(string provider) => string.Create(CultureInfo.InvariantCulture, $"claude-{provider}");

    private static void ClientKey(VariableSource file, RouterDraft draft)
    {
        if (file.Take("ANTHROPIC_API_KEY") is { } key)
        {
            draft.ClientKey(key.Value, key.Origin);
        }
    }

    private static void Rest(VariableSource file, RouterDraft draft) => DraftValues.LogLevel(draft, file.Take("LOG_LEVEL"));
}
