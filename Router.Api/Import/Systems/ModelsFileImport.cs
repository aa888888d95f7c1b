using System.Globalization;
using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Configuration.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Router.Api.Import.Systems;

/// <summary>
/// A models.yaml: a list of models, each with its upstream's address and whether it speaks Anthropic's messages (<c>direct: true</c>) or chat completions. Models
/// of one address and one key become one provider; without a key's name it is the user's own.
/// </summary>
internal sealed class ModelsFileImport(string file, RouterDraft draft)
{
    private static readonly string[] Fields =
    [
        "model_id", "model_name", "api_base", "api_key_name", "direct", "format", "can_stream", "max_tokens", "max_input_tokens", "context", "extra_body", "extra_headers", "reasoning_effort",
    ];

    private readonly Dictionary<string, string> _providers = new(StringComparer.Ordinal);

    /// <summary>Every field that an entry may have.</summary>
    public static IReadOnlyCollection<string> Known => Fields;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">It is no list of models.</exception>
    public void Apply(string text)
    {
        foreach (YamlMappingNode model in Models(text))
        {
            Add(model);
        }

        draft.ListenElse("127.0.0.1", "8082", "that proxy's own port");
    }

    private IEnumerable<YamlMappingNode> Models(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            YamlNode? root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
            YamlNode? list = root is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("models"), out YamlNode? inner) ? inner : root;
            return list is YamlSequenceNode models && models.All(item => item is YamlMappingNode)
                ? models.Cast<YamlMappingNode>()
                : throw new ImportException($"{file} is not a list of models; each begins with \"- model_id: …\".");
        }
        catch (YamlException exception)
        {
            throw new ImportException($"{file} is not valid YAML at line {exception.Start.Line}: {exception.InnerException?.Message ?? exception.Message}");
        }
    }

    private void Add(YamlMappingNode model)
    {
        foreach ((YamlNode key, YamlNode value) in model.Children)
        {
            if (!Fields.Contains(Name(key), StringComparer.Ordinal))
            {
                draft.LeaveOut(Origin(key, value), "Router does not know this field.");
            }
        }

        if (Text(model, "model_id") is not { } id || Text(model, "api_base") is not { } url)
        {
            draft.LeaveOut(string.Create(CultureInfo.InvariantCulture, $"{file}:{model.Start.Line}"), "A model needs model_id and api_base.");
            return;
        }

        string provider = Provider(model, url);
        if (draft.AddModel(id, $"{provider}/{Text(model, "model_name") ?? id}", Where(model, "model_id")) is { } entry)
        {
            Settings(model, entry);
            TellEffort(model, provider);
        }
    }

    /// <summary>An effort is said in each provider's own words, which nobody knows of an address that is no preset's.</summary>
    private void TellEffort(YamlMappingNode model, string provider)
    {
        IEnumerable<string> known = draft.FindProvider(provider)!.Members.Select(member => member.Name);
        if (Text(model, "reasoning_effort") is not null && !known.Contains("preset", StringComparer.Ordinal) && !IsDirect(model))
        {
            draft.Change(
                Where(model, "reasoning_effort"),
                $"Nobody knows how \"{provider}\" is asked for an effort, so none is sent: set \"capabilities\": {{ \"reasoningControl\": \"effort\", \"efforts\": [\"low\", \"medium\", \"high\"] }} there, or what its documentation says.");
        }
    }

    private void Settings(YamlMappingNode model, DraftObject entry)
    {
        if (Text(model, "max_tokens") is { } most && DraftValues.Tokens(draft, most, Where(model, "max_tokens")) is { } output)
        {
            entry.Set("maxOutputTokens", output, Where(model, "max_tokens"));
        }

        string window = Text(model, "max_input_tokens") is null ? "context" : "max_input_tokens";
        if (Text(model, window) is { } context && DraftValues.Tokens(draft, context, Where(model, window)) is { } size)
        {
            entry.Set("contextWindow", size, Where(model, window));
        }

        if (Text(model, "reasoning_effort") is { } effort)
        {
            if (effort is "minimal" or "low" or "medium" or "high" or "xhigh" or "max")
            {
                entry.Set("reasoningEffort", effort, Where(model, "reasoning_effort"));
            }
            else
            {
                draft.LeaveOut(Where(model, "reasoning_effort"), "It is none of minimal, low, medium, high, xhigh, max.");
            }
        }

        Map(model, "extra_body", "extraBody", entry, FieldLeftOut);
        Map(model, "extra_headers", "headers", entry, HeaderLeftOut);
    }

    private static string? FieldLeftOut(string name) =>
        name is "model" or "messages" or "stream" ? "The gateway sets this itself." : SecretNames.OfField(name) ? SecretNames.FieldLeftOut : null;

    private static string? HeaderLeftOut(string name) =>
        ReservedHeaders.Contains(name) ? $"{name} is set by HTTP and by the gateway."
        : name.ToLowerInvariant() is "authorization" or "x-api-key" or "api-key" ? "The provider's key is sent there: put it under \"credentials\" of the provider, as env:NAME."
        : SecretNames.OfHeader(name) ? SecretNames.HeaderLeftOut : null;

    private void Map(YamlMappingNode model, string field, string key, DraftObject entry, Func<string, string?> leftOut)
    {
        if (!model.Children.TryGetValue(new YamlScalarNode(field), out YamlNode? node) || node is not YamlMappingNode members)
        {
            return;
        }

        var made = new DraftObject();
        foreach ((YamlNode name, YamlNode value) in members.Children)
        {
            string text = Name(name);
            if (leftOut(text) is { } why)
            {
                draft.LeaveOut(Origin(name, value), why);
            }
            else
            {
                JsonNode json = key == "headers" ? JsonValue.Create(((value as YamlScalarNode)?.Value) ?? "")! : Json(value) ?? JsonValue.Create("")!;
                made.Set(text, json, string.Create(CultureInfo.InvariantCulture, $"{file}:{name.Start.Line}"));
            }
        }

        if (!made.IsEmpty)
        {
            entry.Add(key, made);
        }
    }

    private string Provider(YamlMappingNode model, string url)
    {
        bool messages = IsDirect(model);
        bool streams = Text(model, "can_stream") is not { } can || DraftValues.Flag(can) != false;
        string? keyName = Text(model, "api_key_name");
        string same = $"{url} {messages} {streams} {keyName}";
        if (_providers.TryGetValue(same, out string? found))
        {
            return found;
        }

        var provider = new DraftObject();
        ProviderStyle style = messages ? ProviderStyle.Compatible : ProviderStyle.OpenAi;
        ProviderPreset? preset = KnownAddress.Describe(provider, url, style, Where(model, "api_base"));
        provider.Set(
            "credentials",
            new JsonArray(keyName is null ? "client" : draft.Secrets.Reference($"${{{keyName}}}", [keyName], Where(model, "api_key_name"))),
            keyName is null ? "the key that the client sends, as before" : Where(model, "api_key_name"));
        if (!streams)
        {
            provider.Set("stream", false, Where(model, "can_stream"));
        }

        string name = draft.AddProvider(preset?.Name ?? KnownAddress.NameOf(url, style), provider, null);
        _providers[same] = name;
        return name;
    }

    private static bool IsDirect(YamlMappingNode model) => (Text(model, "direct") is { } flag && DraftValues.Flag(flag) == true) || Text(model, "format") is "anthropic";

    private string Where(YamlMappingNode model, string field) =>
        model.Children.FirstOrDefault(child => child.Key is YamlScalarNode key && key.Value == field) is { Key: { } node } ? string.Create(CultureInfo.InvariantCulture, $"{file}:{node.Start.Line} {field}") : file;

    private string Origin(YamlNode key, YamlNode value) => string.Create(CultureInfo.InvariantCulture, $"{file}:{Math.Min(key.Start.Line, value.Start.Line)} {Name(key)}");

    private static string Name(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";

    /// <summary>A field's text; null when it is not there, empty or null.</summary>
    private static string? Text(YamlMappingNode model, string field) =>
        model.Children.TryGetValue(new YamlScalarNode(field), out YamlNode? node) && node is YamlScalarNode { Value.Length: > 0 } scalar
            && !(scalar.Style == ScalarStyle.Plain && scalar.Value is "null" or "~" or "Null" or "NULL")
            ? scalar.Value
            : null;

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode members => new JsonObject(members.Children.Select(child => new KeyValuePair<string, JsonNode?>(Name(child.Key), Json(child.Value)))),
        YamlSequenceNode items => new JsonArray([.. items.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Scalar(plain.Value ?? ""),
        YamlScalarNode text => JsonValue.Create(text.Value ?? ""),
        _ => null,
    };

    /// <summary>A plain scalar is a number, a truth value, nothing, or a text.</summary>
    private static JsonNode? Scalar(string text)
    {
        if (text is "" or "null" or "~" or "Null" or "NULL")
        {
            return null;
        }

        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            return text[0] is 't' or 'T';
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number
            : text;
    }
}
