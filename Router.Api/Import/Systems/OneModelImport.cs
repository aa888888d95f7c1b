using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Api.Import.Sources;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;

namespace Router.Api.Import.Systems;

/// <summary>The variables of the proxies that put one model behind every name: TARGET_*, DISGUISE_*, CACHE_*, PROXY_*.</summary>
internal static class OneModelImport
{
    public static void Apply(VariableSource file, RouterDraft draft)
    {
        SourceVariable? url = file.Take("TARGET_API_BASE");
        string address = url?.Value ?? "https://api.openai.com/v1";
        var provider = new DraftObject();
        ProviderPreset? preset = KnownAddress.Describe(provider, address, ProviderStyle.OpenAi, url?.Origin ?? "TARGET_API_BASE's default");
        Credentials(file, draft, provider, preset);
        DraftValues.Timeout(draft, provider, file.Take("TARGET_TIMEOUT"));
        string name = draft.AddProvider(preset?.Name ?? KnownAddress.NameOf(address, ProviderStyle.OpenAi), provider, file.File);
        SourceVariable? model = file.Take("TARGET_MODEL");
        string target = $"{name}/{model?.Value ?? "gpt-4o"}";
        string origin = model?.Origin ?? "TARGET_MODEL's default";
        Disguise(file, draft, target);
        draft.AddModel("*", target, $"{origin}: one model for every name");
        Listen(file, draft);
        Cache(file, draft);
        DraftValues.LogLevel(draft, file.Take("LOG_LEVEL"));
    }

    private static void Credentials(VariableSource file, RouterDraft draft, DraftObject provider, ProviderPreset? preset)
    {
        SourceVariable? key = file.Take("TARGET_API_KEY");
        if (key is null || preset?.Auth == AuthScheme.None)
        {
            provider.Set("credentials", new JsonArray("none"), key is null ? "no TARGET_API_KEY" : $"{key.Origin}: it needs none");
            return;
        }

        provider.Set("credentials", new JsonArray(draft.Secrets.Reference(key.Value, ["TARGET_API_KEY"], key.Origin)), key.Origin);
    }

    private static void Disguise(VariableSource file, RouterDraft draft, string target)
    {
        if (file.Take("DISGUISE_MODEL") is { } name)
        {
            draft.AddModel(name.Value, target, $"{name.Origin}: answers carry the name that was asked for, this one among them");
        }

        if (file.Take("DISGUISE_API_BASE") is { } url)
        {
            draft.LeaveOut(url.Origin, "Router adds no fields for this to requests; a provider's \"extraBody\" does, if you want ANTHROPIC_BASE_URL and ANTHROPIC_MODEL there.");
        }
    }

    private static void Listen(VariableSource file, RouterDraft draft)
    {
        SourceVariable? host = file.Take("PROXY_HOST");
        SourceVariable? port = file.Take("PROXY_PORT");
        draft.Listen(host?.Value ?? "127.0.0.1", DraftValues.Port(draft, port) ?? "8080", $"{port?.Origin ?? "PROXY_PORT's default"}{(host is null ? "" : $", {host.Origin}")}");
        if (file.Take("ANTHROPIC_API_KEY") is { } key)
        {
            draft.ClientKey(key.Value, key.Origin);
        }
    }

    private static void Cache(VariableSource file, RouterDraft draft)
    {
        SourceVariable? enabled = file.Take("CACHE_ENABLED");
        SourceVariable? mode = file.Take("CACHE_KEY_MODE");
        SourceVariable? ttl = file.Take("CACHE_TTL");
        SourceVariable? folder = file.Take("CACHE_DIR");
        bool isOn = enabled is not null && DraftValues.Flag(enabled.Value) == true;
        if (enabled is not null || mode is not null || ttl is not null)
        {
            DraftObject cache = draft.Settings.Object("cache");
            string word = mode?.Value.ToLowerInvariant() switch { null or "prefix" => "prefix", "full" => "full", "none" => "off", _ => "" };
            if (word.Length == 0)
            {
                draft.LeaveOut(mode!.Origin, "It is neither prefix, full nor none, so the cache is off.");
            }

            cache.Set("mode", isOn && word.Length > 0 ? word : "off", string.Join(", ", new[] { enabled?.Origin ?? "CACHE_ENABLED's default", mode?.Origin }.OfType<string>()));
            if (isOn && word is "prefix" or "full")
            {
                // There it always lay on the disk.
                cache.Set("store", "folder", folder?.Origin ?? "CACHE_DIR's default");
            }

            if (ttl is not null && long.TryParse(ttl.Value, System.Globalization.CultureInfo.InvariantCulture, out long seconds) && seconds is > 0 and < int.MaxValue)
            {
                cache.Set("ttl", $"{ttl.Value}s", ttl.Origin);
            }
            else if (ttl is not null)
            {
                draft.LeaveOut(ttl.Origin, "It is not a number of seconds, so the default of 1h holds.");
            }
        }

        if (folder is not null)
        {
            draft.LeaveOut(folder.Origin, "Answers are never kept there: where the cache is on, they are in the folder \"cache\" of the state folder. The old folder can go.");
        }
    }
}
