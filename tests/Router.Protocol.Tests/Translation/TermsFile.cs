using System.Collections.Immutable;
using System.Text.Json;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation;

/// <summary>The terms of a golden case: defaults, changed by its terms.json.</summary>
internal sealed record TermsFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public string? Model { get; init; } = "claude-test";

    public long EstimatedInput { get; init; } = 100;

    public long MaxTokens { get; init; } = 8000;

    public bool HasTools { get; init; } = true;

    public bool ThinkTags { get; init; }

    public bool LeakedToolCalls { get; init; }

    public long? ContextWindow { get; init; }

    public string[] StopSequences { get; init; } = [];

    public string[] ToolNames { get; init; } = [];

    public static AnswerTerms Read(string folder)
    {
        string path = Path.Combine(folder, "terms.json");
        return (File.Exists(path) ? JsonSerializer.Deserialize<TermsFile>(File.ReadAllText(path), Options)! : new TermsFile()).ToTerms();
    }

    public AnswerTerms ToTerms()
    {
        var names = new ToolNames(64);
        Array.ForEach(ToolNames, name => names.ToProvider(name));
        return new AnswerTerms
        {
            Model = Model,
            EstimatedInput = EstimatedInput,
            MaxTokens = MaxTokens,
            HasTools = HasTools,
            ToolNames = names,
            StopSequences = ImmutableArray.Create(StopSequences),
            Capabilities = new ChatCapabilities { ThinkTags = ThinkTags, LeakedToolCalls = LeakedToolCalls, ContextWindow = ContextWindow },
        };
    }
}
