using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Protocol.Translation;

namespace Router.Core.Translation;

/// <summary>
/// What one model of one provider can do: what its preset says, then what the rules for its family say, then what router.json says. A model
/// that is newer than the rules belongs to the newest one of its family.
/// </summary>
public static class CapabilityTable
{
    /// <summary>Looks a model up.</summary>
    /// <param name="preset">The preset's name; null for a provider that is written out, which gets careful defaults.</param>
    /// <param name="model">The model's name at the provider, with or without an organisation (<c>anthropic/…</c>) and a tag (<c>qwen3:30b</c>).</param>
    /// <param name="configured">What router.json says; it goes over everything.</param>
    public static ChatCapabilities Find(string? preset, string model, ProviderCapabilities configured)
    {
        ChatCapabilities found = PresetCapabilities.Of(preset);
        if (preset is not null)
        {
            var name = new ModelName(model);
            found = ModelRules.All.Where(rule => rule.IsAbout(preset, name)).Aggregate(found, (before, rule) => rule.Change(before));
        }

        return WithConfigured(found, configured);
    }

    private static ChatCapabilities WithConfigured(ChatCapabilities found, ProviderCapabilities configured)
    {
        ImmutableArray<string> efforts = configured.Efforts ?? found.Efforts;
        return found with
        {
            Images = configured.Images ?? found.Images,
            ImagesInToolResults = configured.ImagesInToolResults ?? found.ImagesInToolResults,
            Documents = configured.Documents ?? found.Documents,
            Tools = configured.Tools ?? found.Tools,
            ContextWindow = configured.ContextWindow ?? found.ContextWindow,
            ReasoningField = configured.Reasoning ?? found.ReasoningField,
            ReasoningRequired = configured.ReasoningRequired ?? found.ReasoningRequired,
            ReasoningControl = configured.ReasoningControl ?? found.ReasoningControl,
            Efforts = efforts,
            EffortWithTools = configured.EffortWithTools ?? (configured.Efforts is null ? found.EffortWithTools : null),
            CanDisableThinking = configured.CanDisableThinking ?? (configured.Efforts is null ? found.CanDisableThinking : found.CanDisableThinking || efforts.Contains("none", StringComparer.Ordinal)),
            FreeToolChoiceWhileThinking = configured.FreeToolChoiceWhileThinking ?? found.FreeToolChoiceWhileThinking,
            ParallelTools = configured.ParallelTools ?? found.ParallelTools,
            MaxTokensField = configured.MaxTokensField ?? found.MaxTokensField,
            MaxOutputTokens = configured.MaxOutputTokens ?? found.MaxOutputTokens,
            MinOutputTokens = configured.MinOutputTokens ?? found.MinOutputTokens,
            StreamUsage = configured.StreamUsage ?? found.StreamUsage,
            Sampling = configured.Sampling ?? found.Sampling,
            TopK = configured.TopK ?? found.TopK,
            StopSequences = configured.StopSequences ?? found.StopSequences,
            ToolNameLimit = configured.ToolNameLimit ?? found.ToolNameLimit,
            Schema = configured.Schema ?? found.Schema,
            SystemInPlace = configured.SystemInPlace ?? found.SystemInPlace,
            JsonSchemaOutput = configured.JsonSchemaOutput ?? found.JsonSchemaOutput,
            ToolStream = configured.ToolStream ?? found.ToolStream,
            ThoughtSignatures = configured.ThoughtSignatures ?? found.ThoughtSignatures,
            ThinkTags = configured.ThinkTags ?? found.ThinkTags,
            LeakedToolCalls = configured.LeakedToolCalls ?? found.LeakedToolCalls,
            WebSearch = configured.WebSearch ?? found.WebSearch,
            UserField = configured.UserField ?? found.UserField,
            EmptyToolResult = configured.EmptyToolResult ?? found.EmptyToolResult,
        };
    }
}
