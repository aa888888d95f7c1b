using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;

namespace Router.Api.Import.Systems;

/// <summary>
/// A cc-proxy.json: what a wrapper around the client sets for each provider. An entry whose address is this machine belongs to the models file that was imported
/// before it: its key becomes the key of that model's provider, unless the models file names another. Any other entry is an Anthropic-style provider of its own.
/// The key is what the client sent with each request, so it goes on sending it.
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
        string? reference = key is null ? null : draft.Secrets.Reference(key, preset is { KeyVariables: [var usual, ..] } ? [usual, $"{name}_API_KEY"] : [$"{name}_API_KEY"], $"{path}.auth_key");
        provider.Set("credentials", new JsonArray(reference ?? "client"), key is null ? "no auth_key: the key that the client sends" : $"{path}.auth_key");
        string own = draft.AddProvider(name, provider, null);
        if (reference is not null)
        {
            KeyOfBoth(own, key!, reference, path, draft);
        }

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
        if (model is null || draft.TargetOf(model) is not { } target)
        {
            draft.LeaveOut($"{path}.model", $"No models file that was named before this one has \"{model}\"; name both, the models file first.");
            return;
        }

        if (key is not null)
        {
            KeyOfClients(target.Split('/')[0], name, key, path, draft);
        }

        Tiers(entry, path, draft, model, upstream => upstream);
    }

    /// <summary>The proxy passed the client's key on, unless the models file named a variable with the provider's.</summary>
    private static void KeyOfClients(string provider, string name, string key, string path, RouterDraft draft)
    {
        if (draft.CredentialOf(provider) is not "client" and var own && !draft.HasKey(own))
        {
            draft.ClientKey(key, $"{path}.auth_key");
            draft.Change($"{path}.auth_key", $"The provider \"{provider}\" has a key of its own, which stays; this one is what Router asks clients for, who go on sending it.");
            return;
        }

        string reference = draft.Secrets.Reference(key, [$"{provider}_API_KEY", $"{name}_API_KEY"], $"{path}.auth_key");
        draft.FindProvider(provider)!.Set("credentials", new JsonArray(reference), $"{path}.auth_key");
        KeyOfBoth(provider, key, reference, path, draft);
    }

    private static void KeyOfBoth(string provider, string key, string reference, string path, RouterDraft draft)
    {
        draft.ClientKey(key, $"{path}.auth_key", reference);
        draft.Change($"{path}.auth_key", $"Router itself sends this key to the provider \"{provider}\", and asks clients for it, who go on sending it; give them one of their own under \"keys\" if you like.");
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
