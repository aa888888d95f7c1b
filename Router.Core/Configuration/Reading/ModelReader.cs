using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads one entry of <c>models</c>.</summary>
internal static class ModelReader
{
    private static readonly FrozenDictionary<string, RouteStrategy> Strategies = new Dictionary<string, RouteStrategy>(StringComparer.Ordinal)
    {
        ["ordered"] = RouteStrategy.Ordered, ["weighted"] = RouteStrategy.Weighted, ["cheapest"] = RouteStrategy.Cheapest, ["fastest"] = RouteStrategy.Fastest,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ModelConfig Read(string name, ConfigNode node)
    {
        if (name.Length == 0)
        {
            node.Refuse("a model's name can't be empty");
        }

        if (node.Object() is not { } fields)
        {
            return new ModelConfig { Name = name, Targets = [] }; // so that targets which name it are not refused as well
        }

        var model = new ModelConfig
        {
            Name = name,
            DisplayName = fields.Find("displayName")?.Text(),
            AnswerAs = fields.Find("answerAs")?.Text(),
            Targets = ReadTargets(fields.Find("targets"), node),
            Strategy = fields.Find("strategy")?.Choice(Strategies) ?? RouteStrategy.Ordered,
            MaxOutputTokens = fields.Find("maxOutputTokens")?.Size(SizeText.Tokens),
            ContextWindow = fields.Find("contextWindow")?.Size(SizeText.Tokens),
            ReasoningEffort = fields.Find("reasoningEffort")?.OneOf("minimal", "low", "medium", "high", "xhigh", "max"),
            RemoveTools = fields.Find("removeTools")?.Texts() ?? [],
            ExtraBody = SectionReader.RawMap(fields.Find("extraBody")),
            Headers = SectionReader.TextMap(fields.Find("headers"), SectionReader.CheckHeader),
            CacheMode = fields.Find("cacheMode")?.OneOf("off", "prefix", "full"),
            CacheTtl = fields.Find("cacheTtl")?.Duration(TimeSpan.FromSeconds(1)),
            Price = PriceReader.Price(fields.Find("price")),
        };
        ReservedFields.Refuse(node, "extraBody", model.ExtraBody.Keys);
        fields.End();
        return model;
    }

    private static ImmutableArray<TargetConfig> ReadTargets(ConfigNode? node, ConfigNode model)
    {
        if (node is not { } list)
        {
            model.Refuse("needs \"targets\", for example [\"anthropic/claude-sonnet-4-6\"]");
            return [];
        }

        ImmutableArray<ConfigNode> items = list.Items();
        if (items.IsEmpty && list.Kind == JsonValueKind.Array)
        {
            list.Refuse("needs at least one target, for example \"anthropic/claude-sonnet-4-6\"");
        }

        return [.. items.Select(ReadTarget).OfType<TargetConfig>()];
    }

    private static TargetConfig? ReadTarget(ConfigNode node)
    {
        if (node.Kind == JsonValueKind.String)
        {
            return node.Text() is { } text ? new TargetConfig(text) : null;
        }

        if (node.Object() is not { } fields)
        {
            return null;
        }

        string? target = fields.Find("target")?.Text();
        int weight = (int)(fields.Find("weight")?.Count(1, 1_000_000) ?? 1);
        if (target is null && fields.Find("target") is null)
        {
            node.Refuse("needs \"target\", for example \"deepseek/deepseek-chat\"");
        }

        fields.End();
        return target is null ? null : new TargetConfig(target, weight);
    }
}
