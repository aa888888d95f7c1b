using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Api.Import.Sources;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;

namespace Router.Api.Import.Systems;

/// <summary>The config.json of claude-code-router: Providers with their models, and Router with a model for each kind of work.</summary>
internal sealed class RouterFileImport(string file, RouterDraft draft)
{
    private static readonly string[] Members =
    [
        "Providers", "Router", "APIKEY", "HOST", "PORT", "API_TIMEOUT_MS", "PROXY_URL", "LOG", "LOG_LEVEL", "NON_INTERACTIVE_MODE", "CUSTOM_ROUTER_PATH", "transformers", "StatusLine",
    ];

    /// <summary>Transformers that are told in words of their own.</summary>
    private static readonly IReadOnlyCollection<string> Covered = TransformerNotes.Names;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Every member that the file may have.</summary>
    public static IReadOnlyCollection<string> Known => Members;

    /// <summary>Whether a file looks like one.</summary>
    public static bool Is(JsonObject root) => root["Providers"] is JsonArray;

    public void Apply(JsonObject root)
    {
        foreach (string member in root.Select(member => member.Key).Except(Members, StringComparer.Ordinal))
        {
            draft.LeaveOut($"{file} {member}", "Router does not know this key.");
        }

        SourceVariable? timeout = Timeout(root);
        int index = 0;
        foreach (JsonNode? node in (JsonArray)root["Providers"]!)
        {
            Provider(node as JsonObject ?? [], string.Create(CultureInfo.InvariantCulture, $"{file} Providers[{index++}]"), timeout);
        }

        Routes(Object(root["Router"], $"{file} Router", "It is no object of routes, such as { \"default\": \"provider,model\" }.") ?? []);
        Listen(root);
        Tell(root);
    }

    private SourceVariable? Timeout(JsonObject root) =>
        Text(root["API_TIMEOUT_MS"]) is { } text && decimal.TryParse(text, CultureInfo.InvariantCulture, out decimal count)
            ? new SourceVariable("API_TIMEOUT_MS", (count / 1000).ToString(CultureInfo.InvariantCulture), $"{file} API_TIMEOUT_MS")
            : null;

    private void Provider(JsonObject entry, string path, SourceVariable? timeout)
    {
        string? url = Text(entry["api_base_url"]);
        if (Text(entry["name"]) is not { } name || url is null)
        {
            draft.LeaveOut(path, "A provider needs name and api_base_url.");
            return;
        }

        var provider = new DraftObject();
        JsonObject transformer = Object(entry["transformer"], $"{path}.transformer", "It is no object such as { \"use\": [\"deepseek\"] }.") ?? [];
        JsonArray use = List(transformer["use"], $"{path}.transformer.use", "It is no list such as [\"deepseek\"].");
        string[] transformers = Names(use);
        bool isAnthropic = Array.Exists(transformers, word => word.Equals("Anthropic", StringComparison.OrdinalIgnoreCase));
        ProviderPreset? preset = Describe(provider, url, isAnthropic, $"{path}.api_base_url");
        Credentials(provider, preset, entry, name, path);
        DraftValues.Timeout(draft, provider, timeout);
        OpenRouterRouting(provider, use, path);
        string own = draft.AddProvider(name, provider, null);
        _names[name] = own;
        foreach (string model in List(entry["models"], $"{path}.models", "It is no list of names.").Select(Text).OfType<string>())
        {
            // The name that /model takes there.
            if (draft.AddModel($"{name},{model}", $"{own}/{model}", $"{path}.models") is { } added)
            {
                JsonNode? most = MaxTokens(Member(transformer[model], "use")) ?? MaxTokens(use);
                if (most is not null && DraftValues.Tokens(draft, most.ToString(), $"{path}.transformer") is { } limit)
                {
                    added.Set("maxOutputTokens", limit, $"{path}.transformer maxtoken");
                }
            }
        }

        foreach ((string model, JsonNode? value) in transformer.Where(member => member.Key != "use"))
        {
            Object(value, $"{path}.transformer.{model}", "It is no object such as { \"use\": [\"deepseek\"] }.");
        }

        foreach (string unknown in Transformers(transformer).Where(word => !Covered.Contains(word, StringComparer.Ordinal) && word != "maxtoken" && !word.Equals("Anthropic", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal))
        {
            draft.LeaveOut($"{path}.transformer", $"Router has no transformer \"{unknown}\"; what a provider can't take is told under \"capabilities\".");
        }
    }

    private static ProviderPreset? Describe(DraftObject provider, string url, bool isAnthropic, string comment)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Host == "generativelanguage.googleapis.com" && !address.AbsolutePath.Contains("openai", StringComparison.Ordinal))
        {
            // That router speaks Gemini's own dialect there; this one uses the same key at its chat completions.
            provider.Set("preset", "gemini", comment);
            return ProviderPresets.Find("gemini");
        }

        return KnownAddress.Describe(provider, url, isAnthropic ? ProviderStyle.Compatible : ProviderStyle.OpenAi, comment);
    }

    private void Credentials(DraftObject provider, ProviderPreset? preset, JsonObject entry, string name, string path)
    {
        string? key = Text(entry["api_key"]);
        if (preset?.Auth == AuthScheme.None || key is null)
        {
            provider.Set("credentials", new JsonArray("none"), key is null ? $"{path}: no api_key" : $"{path}.api_key: it needs none");
            return;
        }

        string[] names = preset is { KeyVariables: [var usual, ..] } ? [usual, $"{name}_API_KEY"] : [$"{name}_API_KEY"];
        provider.Set("credentials", new JsonArray(draft.Secrets.Reference(key, names, $"{path}.api_key")), $"{path}.api_key");
    }

    private static void OpenRouterRouting(DraftObject provider, JsonNode? use, string path)
    {
        if (Member(OptionsOf(use, "openrouter"), "provider") is { } routing)
        {
            provider.Set("extraBody", new JsonObject { ["provider"] = routing.DeepClone() }, $"{path}.transformer openrouter");
        }
    }

    private static JsonNode? MaxTokens(JsonNode? use) => Member(OptionsOf(use, "maxtoken"), "max_tokens");

    /// <summary>The options of a transformer: <c>["maxtoken", { "max_tokens": 100 }]</c>.</summary>
    private static JsonNode? OptionsOf(JsonNode? use, string name) =>
        (use as JsonArray)?.OfType<JsonArray>().FirstOrDefault(item => item.Count > 1 && Text(item[0]) == name)?[1];

    private static IEnumerable<string> Transformers(JsonObject transformer) =>
        Names(transformer["use"]).Concat(transformer.Where(member => member.Value is JsonObject).SelectMany(member => Names(Member(member.Value, "use"))));

    private static string[] Names(JsonNode? use) => [.. (use as JsonArray ?? []).Select(item => Text(item is JsonArray { Count: > 0 } pair ? pair[0] : item)).OfType<string>()];

    private void Routes(JsonObject router)
    {
        foreach ((string key, JsonNode? value) in router)
        {
            string path = $"{file} Router.{key}";
            switch (key)
            {
                case "default" or "background" when Text(value) is null:
                    draft.LeaveOut(path, "It names no provider and model, such as \"provider,model\".");
                    break;
                case "default":
                    foreach (string tier in (ReadOnlySpan<string>)["opus", "sonnet", "haiku", "default"])
                    {
                        // Set after "background", wherever that stands: it has the haiku names.
                        string text = (tier == "haiku" ? Text(router["background"]) : null) ?? Text(value)!;
                        Tier(tier, text, tier == "haiku" && Text(router["background"]) is not null ? $"{file} Router.background" : path);
                    }

                    break;
                case "background":
                    Tier("haiku", Text(value)!, path);
                    break;
                case "think":
                    draft.LeaveOut(path, $"Router does not choose by thinking; ask for \"{Text(value)}\" with /model, or give it to a tier.");
                    break;
                case "longContext":
                    draft.LeaveOut(path, $"Messages too long for a target's window go to a later target that holds them: add \"{Target(Text(value) ?? "")}\" behind the targets that it is to relieve.");
                    break;
                case "longContextThreshold":
                    draft.LeaveOut(path, "The windows of the models decide, not one threshold.");
                    break;
                case "webSearch":
                    draft.LeaveOut(path, "Searches go to the model that was asked for where its provider can search, else the client hears at once that nobody can.");
                    break;
                case "image":
                    draft.LeaveOut(path, $"Messages with images go to the first target that takes images: add \"{Target(Text(value) ?? "")}\" behind the targets that don't.");
                    break;
                default:
                    draft.LeaveOut(path, "Router does not know this route.");
                    break;
            }
        }
    }

    private void Tier(string tier, string route, string path)
    {
        if (Target(route) is { } target)
        {
            draft.Tier(tier, Named(route, target), path);
        }
        else
        {
            draft.LeaveOut(path, $"\"{route}\" names no provider and model of this file.");
        }
    }

    /// <summary><c>provider,model</c> as a target; null when the file has no such provider.</summary>
    private string? Target(string route) =>
        route.Split(',', 2, StringSplitOptions.TrimEntries) is [var provider, { Length: > 0 } model] && _names.TryGetValue(provider, out string? own) ? $"{own}/{model}" : null;

    /// <summary>The entry of a route's model, so that what it says holds for the tier too; the target itself where the file lists no such model.</summary>
    private string Named(string route, string target)
    {
        string name = string.Join(',', route.Split(',', 2, StringSplitOptions.TrimEntries));
        return draft.TargetOf(name) == target ? name : target;
    }

    private void Listen(JsonObject root)
    {
        string? host = Text(root["HOST"]);
        string? port = DraftValues.Port(draft, Text(root["PORT"]) is { } said ? new SourceVariable("PORT", said, $"{file} PORT") : null);
        draft.Listen(host ?? "127.0.0.1", port ?? "3456", $"{(port is null ? "that router's own port" : $"{file} PORT")}{(host is null ? "" : $", {file} HOST")}");
        if (Text(root["APIKEY"]) is { } key)
        {
            draft.ClientKey(key, $"{file} APIKEY");
        }
    }

    private void Tell(JsonObject root)
    {
        foreach ((int index, JsonNode? provider) in ((JsonArray)root["Providers"]!).Index())
        {
            TransformerNotes.Tell(provider as JsonObject ?? [], string.Create(CultureInfo.InvariantCulture, $"{file} Providers[{index}]"), draft);
        }

        DraftValues.LogLevel(draft, Text(root["LOG_LEVEL"]) is { } level ? new SourceVariable("LOG_LEVEL", level, $"{file} LOG_LEVEL") : null);
        foreach ((string member, string why) in (ReadOnlySpan<(string, string)>)
        [
            ("PROXY_URL", "Router goes out through the proxy of HTTPS_PROXY in its environment."), ("LOG", "Router always keeps its log, by day in state/logs."),
            ("NON_INTERACTIVE_MODE", "Router never asks anything while it runs."), ("CUSTOM_ROUTER_PATH", "Routes are said in router.json; code of your own is a message filter."),
            ("transformers", "Code of your own is a message filter."), ("StatusLine", "A status line asks GET /v1/usage/me."),
        ])
        {
            if (root[member] is not null)
            {
                draft.LeaveOut($"{file} {member}", why);
            }
        }
    }

    /// <summary>The object that stands there; null when there is none, which is told when something else is.</summary>
    private JsonObject? Object(JsonNode? node, string path, string otherwise)
    {
        if (node is not (null or JsonObject))
        {
            draft.LeaveOut(path, otherwise);
        }

        return node as JsonObject;
    }

    /// <summary>The list that stands there; an empty one when there is none, which is told when something else is.</summary>
    private JsonArray List(JsonNode? node, string path, string otherwise)
    {
        if (node is not (null or JsonArray))
        {
            draft.LeaveOut(path, otherwise);
        }

        return node as JsonArray ?? [];
    }

    private static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?[name];

    private static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => (string?)node is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };
}
