using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;

namespace Router.Api.Import.Systems;

/// <summary>
/// A cc-proxy.json: what a wrapper around the client sets for each provider. An entry whose address is this machine belongs to the models file that was imported
/// before it: its key becomes the key of that model's provider. Any other entry is an Anthropic-style provider of its own.
/// </summary>
internal static class WrapperImport
{
    private static readonly string[] Fields =
    [
        "base_url", "auth_key", "model", "small_model", "ANTHROPIC_DEFAULT_OPUS_MODEL", "ANTHROPIC_DEFAULT_SONNET_MODEL", "ANTHROPIC_DEFAULT_HAIKU_MODEL",
    ];

    /// <summary>Every field that an entry may have.</summary>
    public static IReadOnlyCollection<string> Known => Fields;

    /// <summary>Whether a file looks like one.</summary>
    public static bool Is(JsonObject root) => Entries(root).Any();

    public static void Apply(string file, JsonObject root, RouterDraft draft)
    {
        foreach ((string name, JsonObject entry) in Entries(root))
        {
            string path = name.Length == 0 ? file : $"{file} {name}";
            foreach (string field in entry.Select(member => member.Key).Except(Fields, StringComparer.Ordinal))
            {
                draft.LeaveOut($"{path}.{field}", "Router does not know this field.");
            }

            Add(name.Length == 0 ? "upstream" : name, path, entry, draft);
        }
    }

    private static IEnumerable<(string Name, JsonObject Entry)> Entries(JsonObject root)
    {
        if (Text(root, "base_url") is not null)
        {
            return [("", root)];
        }

        JsonObject inner = root["providers"] as JsonObject ?? root;
        return inner.Where(member => member.Value is JsonObject entry && Text(entry, "base_url") is not null).Select(member => (member.Key, (JsonObject)member.Value!));
    }

    private static void Add(string name, string path, JsonObject entry, RouterDraft draft)
    {
        string url = Text(entry, "base_url")!;
        string? key = Text(entry, "auth_key");
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && ListenAddress.IsLoopback(address.Host))
        {
            draft.Listen("127.0.0.1", address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{path}.base_url");
            OfModelsFile(name, path, entry, key, draft);
            return;
        }

        var provider = new DraftObject();
        ProviderPreset? preset = KnownAddress.Describe(provider, url, ProviderStyle.Compatible, $"{path}.base_url");
        provider.Set(
            "credentials", new JsonArray(key is null ? "client" : draft.Secrets.Reference(key, preset is null ? [$"{name}_API_KEY"] : [preset.KeyVariables[0], $"{name}_API_KEY"], $"{path}.auth_key")),
            key is null ? "no auth_key: the key that the client sends" : $"{path}.auth_key");
        string own = draft.AddProvider(name, provider, null);
        string? model = Text(entry, "model");
        if (model is not null)
        {
            draft.AddModel(name, $"{own}/{model}", $"{path}.model: ask for it with --model {name}");
        }

        Tiers(entry, path, draft, model, upstream => $"{own}/{upstream}");
    }

    private static void OfModelsFile(string name, string path, JsonObject entry, string? key, RouterDraft draft)
    {
        string? model = Text(entry, "model");
        string? target = model is null ? null : (string?)(draft.Models.Find(model)?.Members.FirstOrDefault(member => member.Name == "targets")?.Value as JsonArray)?[0];
        if (target is null)
        {
            draft.LeaveOut($"{path}.model", $"No models file that was named before this one has \"{model}\"; name both, the models file first.");
            return;
        }

        if (key is not null)
        {
            string provider = target.Split('/')[0];
            draft.FindProvider(provider)!.Set("credentials", new JsonArray(draft.Secrets.Reference(key, [$"{provider}_API_KEY", $"{name}_API_KEY"], $"{path}.auth_key")), $"{path}.auth_key");
            draft.Change($"{path}.auth_key", $"Router holds this provider's key from now on (\"{provider}\"); clients need not send it any more.");
        }

        Tiers(entry, path, draft, model, upstream => upstream);
    }

    private static void Tiers(JsonObject entry, string path, RouterDraft draft, string? model, Func<string, string> target)
    {
        string? small = Text(entry, "small_model") ?? model;
        foreach ((string tier, string field, string? otherwise, string other) in (ReadOnlySpan<(string, string, string?, string)>)
        [
            ("opus", "ANTHROPIC_DEFAULT_OPUS_MODEL", model, "model"), ("sonnet", "ANTHROPIC_DEFAULT_SONNET_MODEL", model, "model"),
            ("haiku", "ANTHROPIC_DEFAULT_HAIKU_MODEL", small, Text(entry, "small_model") is null ? "model" : "small_model"), ("default", "model", model, "model"),
        ])
        {
            if ((Text(entry, field) ?? otherwise) is { } found)
            {
                draft.Tier(tier, target(found), $"{path}.{(Text(entry, field) is null ? other : field)}");
            }
        }
    }

    private static string? Text(JsonObject entry, string field) => entry[field] is { } node && node.GetValueKind() == JsonValueKind.String && (string?)node is { Length: > 0 } text ? text : null;
}
