using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Core.Configuration.Presets;
using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy.Vault;
using Router.Protocol.Anthropic.Shaping;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads one entry of <c>providers</c> over its preset.</summary>
internal sealed class ProviderReader(RouterEnvironment environment)
{
    private const int MostImages = 100_000; // and the longest edge in pixels

    private static readonly FrozenDictionary<string, ProviderStyle> Styles = new Dictionary<string, ProviderStyle>(StringComparer.Ordinal)
    {
        ["native"] = ProviderStyle.Native, ["anthropic"] = ProviderStyle.Compatible, ["openai"] = ProviderStyle.OpenAi,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, AuthScheme> Schemes = new Dictionary<string, AuthScheme>(StringComparer.Ordinal)
    {
        ["bearer"] = AuthScheme.Bearer, ["x-api-key"] = AuthScheme.XApiKey, ["api-key"] = AuthScheme.ApiKey, ["none"] = AuthScheme.None,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Switches =
        new Dictionary<string, bool>(StringComparer.Ordinal) { ["on"] = true, ["off"] = false }.ToFrozenDictionary(StringComparer.Ordinal);

    public ProviderConfig Read(string name, ConfigNode node)
    {
        if (name.Contains('/', StringComparison.Ordinal) || name.Length == 0)
        {
            node.Refuse("a provider's name can't be empty or hold \"/\": targets are split there");
        }

        if (node.Object() is not { } fields)
        {
            return StandIn(name);
        }

        ProviderPreset? preset = ReadPreset(fields.Find("preset"));
        ProviderStyle? style = fields.Find("style")?.Choice(Styles) ?? preset?.Style;
        bool saysWhatItIs = fields.Find("preset") is not null || fields.Find("style") is not null;
        if (!saysWhatItIs)
        {
            node.Refuse("needs \"preset\", or \"style\" (native, anthropic or openai) and \"baseUrl\"");
        }

        // The sentence above names the base URL too: what is missing is told once.
        Uri? baseUrl = saysWhatItIs || fields.Find("baseUrl") is not null ? ReadBaseUrl(fields, preset, style, node) : null;

        ConfigNode? credentials = fields.Find("credentials");
        AuthScheme auth = fields.Find("auth")?.Choice(Schemes) ?? preset?.Auth ?? (style == ProviderStyle.Native ? AuthScheme.XApiKey : AuthScheme.Bearer);
        var provider = new ProviderConfig
        {
            Name = NameInTargets(name),
            Preset = preset?.Name,
            Style = style ?? ProviderStyle.Compatible,
            BaseUrl = baseUrl ?? Nowhere,
            Path = fields.Find("path")?.Text()?.TrimStart('/') ?? (preset is not null && preset.Speaks(style ?? preset.Style) ? preset.Path : null),
            Credentials = credentials is { } given ? ReadCredentials(given) : DefaultCredentials(preset, auth),
            Auth = auth,
            Headers = SectionReader.TextMap(fields.Find("headers"), SectionReader.CheckHeader),
            Query = (preset?.Query ?? ImmutableDictionary<string, string>.Empty).SetItems(SectionReader.TextMap(fields.Find("query"))),
            ExtraBody = SectionReader.RawMap(fields.Find("extraBody")),
            RemoveFields = fields.Find("removeFields")?.Texts().ToImmutableHashSet(StringComparer.Ordinal) ?? preset?.RemoveFields ?? [],
            RemoveBetas = fields.Find("removeBetas")?.Texts().ToImmutableHashSet(StringComparer.Ordinal) ?? preset?.RemoveBetas ?? [],
            CacheOptions = fields.Find("cacheOptions")?.Flag() ?? preset?.CacheOptions ?? false,
            ServerTools = fields.Find("serverTools")?.Flag() ?? preset?.ServerTools ?? false,
            ImageLimits = ReadImageLimits(fields.Find("imageLimits")),
            Limits = SectionReader.Limits(fields.Find("limits")),
            Queue = ReadQueue(fields.Find("queue")),
            Timeouts = ReadTimeouts(fields.Find("timeouts")),
            Retries = (int)(fields.Find("retries")?.Count(0, 10) ?? 2),
            Stream = fields.Find("stream")?.Flag() ?? true,
            Cooldown = fields.Find("cooldown")?.Choice(Switches) ?? true,
            Breaker = fields.Find("breaker")?.Choice(Switches) ?? true,
            Capabilities = CapabilitiesReader.Read(fields.Find("capabilities")),
        };
        if (provider.Style == ProviderStyle.Native && (provider.RemoveFields.Count > 0 || provider.RemoveBetas.Count > 0))
        {
            node.Refuse("a native provider gets the client's bytes unchanged; use \"style\": \"anthropic\" to remove fields or betas");
        }

        ReservedFields.Refuse(node, "extraBody or removeFields", provider.ExtraBody.Keys.Concat(provider.RemoveFields));
        ReservedFields.RefusePaths(node, provider.RemoveFields);
        fields.End();
        return provider;
    }

    /// <summary>Stands in for a provider that was refused, so that targets which name it are not refused as well; a configuration with problems is never used.</summary>
    public static ProviderConfig StandIn(string name) => new() { Name = NameInTargets(name), Style = ProviderStyle.Compatible, BaseUrl = Nowhere };

    private static ImmutableArray<SecretReference> ReadCredentials(ConfigNode node)
    {
        ImmutableArray<SecretReference>.Builder credentials = ImmutableArray.CreateBuilder<SecretReference>();
        foreach (ConfigNode item in node.Items())
        {
            if (item.Text() is { } text)
            {
                var credential = SecretReference.ParseCredential(text);
                if (credential.Kind == SecretKind.Vault && !VaultPath.IsName(credential.Text))
                {
                    item.Refuse($"the name behind vault: {VaultPath.NameRule}");
                }

                credentials.Add(credential);
            }
        }

        return credentials.ToImmutable();
    }

    /// <summary>The address of a provider whose own was refused: no host has that name (RFC 6761), and no configuration with problems is used.</summary>
    private static Uri Nowhere { get; } = new("http://invalid.invalid");

    /// <summary>A name with "/" is refused; what targets find of it is the part before.</summary>
    private static string NameInTargets(string name) => name.Split('/')[0];

    private static ImageLimits? ReadImageLimits(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return null;
        }

        var limits = new ImageLimits((int?)fields.Find("most")?.Count(1, MostImages), (int?)fields.Find("many")?.Count(1, MostImages), (int?)fields.Find("edge")?.Count(1, MostImages));
        if (limits.Many is null != limits.Edge is null)
        {
            node.Value.Refuse("\"many\" and \"edge\" belong together: with more images than \"many\" none may be larger than \"edge\" pixels");
        }

        fields.End();
        return limits;
    }

    private static ProviderPreset? ReadPreset(ConfigNode? node)
    {
        if (node?.Text() is not { } name)
        {
            return null;
        }

        ProviderPreset? preset = ProviderPresets.Find(name);
        if (preset is null)
        {
            string suggestion = Spelling.Suggest(name, ProviderPresets.Names);
            node.Value.Refuse($"\"{name}\" is not a preset{(suggestion.Length > 0 ? suggestion : $"; known: {string.Join(", ", ProviderPresets.All.Select(known => known.Name))}")}");
        }

        return preset;
    }

    private Uri? ReadBaseUrl(ObjectReader fields, ProviderPreset? preset, ProviderStyle? style, ConfigNode provider)
    {
        ConfigNode? node = fields.Find("baseUrl");
        string? variable = preset is null || !preset.Speaks(style ?? preset.Style) ? null : environment.FirstSet(preset.BaseUrlVariables);
        string? text = node is { } given ? given.Text() : variable is not null ? environment.Get(variable) : preset?.BaseUrlFor(style ?? preset.Style);
        if (text is null)
        {
            if (node is null && (preset is not null || fields.Find("preset") is null))
            {
                provider.Refuse($"needs \"baseUrl\", for example \"https://api.example.com/v1\"{(preset?.BaseUrlVariables is [var name, ..] ? $", or the environment variable {name}" : "")}");
            }

            return null;
        }

        if (BaseUrl.TryParse(text, out Uri? url, out string? problem))
        {
            return url;
        }

        if (node is { } wrong)
        {
            wrong.Refuse(problem!);
        }
        else
        {
            provider.Refuse($"the environment variable {variable}: {problem}");
        }

        return null;
    }

    private ImmutableArray<SecretReference> DefaultCredentials(ProviderPreset? preset, AuthScheme auth)
    {
        if (auth == AuthScheme.None)
        {
            return [SecretReference.ParseCredential("none")];
        }

        string? variable = preset is null ? null : environment.FirstSet(preset.KeyVariables) ?? preset.KeyVariables.FirstOrDefault();
        return variable is null ? [] : [SecretReference.FromEnvironment(variable)];
    }

    private static QueueConfig ReadQueue(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return QueueConfig.Default;
        }

        var queue = new QueueConfig(
            (int)(fields.Find("length")?.Count(0, 100_000) ?? QueueConfig.Default.Length),
            fields.Find("wait")?.Duration(TimeSpan.Zero, TimeSpan.FromMinutes(10)) ?? QueueConfig.Default.Wait);
        fields.End();
        return queue;
    }

    private static ProviderTimeouts ReadTimeouts(ConfigNode? node)
    {
        var timeouts = new ProviderTimeouts();
        if (node?.Object() is not { } fields)
        {
            return timeouts;
        }

        (TimeSpan shortest, TimeSpan longest) = (TimeSpan.FromMilliseconds(10), DurationText.LongestTimer);
        timeouts = new ProviderTimeouts
        {
            Connect = fields.Find("connect")?.Duration(shortest, longest) ?? timeouts.Connect,
            FirstByte = fields.Find("firstByte")?.Duration(shortest, longest) ?? timeouts.FirstByte,
            Idle = fields.Find("idle")?.Duration(shortest, longest) ?? timeouts.Idle,
        };
        fields.End();
        return timeouts;
    }
}
