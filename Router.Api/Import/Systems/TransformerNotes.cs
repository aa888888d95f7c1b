using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;

namespace Router.Api.Import.Systems;

/// <summary>Tells of claude-code-router's transformers: what does their work here, or that nothing does.</summary>
internal static class TransformerNotes
{
    private const string ByAddress = "Nothing is needed: what a provider takes is known by its address and its models' names; \"capabilities\" says it of others.";

    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["deepseek"] = ByAddress,
        ["openrouter"] = ByAddress,
        ["groq"] = ByAddress,
        ["OpenAI"] = ByAddress,
        ["openai"] = ByAddress,
        ["gemini"] = "Router does not speak Gemini's own dialect; give this provider the base URL of its chat completions.",
        ["reasoning"] = "Nothing is needed: what a provider thinks becomes thinking, wherever it says it.",
        ["cleancache"] = "Nothing is needed: cache marks never reach chat completions, and others only as they take them.",
        ["streamoptions"] = "Nothing is needed: streams are asked for their usage.",
        ["tooluse"] = "It has no counterpart: Router does not make models call tools; \"tool_choice\" stays what the client says.",
        ["enhancetool"] = "It has no counterpart: Router mends only arguments that were encoded twice, and lets others through as they come.",
        ["forcereasoning"] = "It has no counterpart: Router adds no words to prompts; \"reasoningEffort\" of a model asks it for thinking.",
        ["sampling"] = "Router sends the client's own values; others stand under \"extraBody\" of the provider or the model.",
        ["customparams"] = "Fields of your own stand under \"extraBody\" of the provider or the model.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The transformers that it tells of, beside Anthropic.</summary>
    public static IReadOnlyCollection<string> Names => Words.Keys;

    /// <summary>Tells of the transformers of a provider and of its models.</summary>
    /// <param name="provider">The provider in the source.</param>
    /// <param name="path">Its place.</param>
    /// <param name="draft">Hears of them.</param>
    public static void Tell(JsonObject provider, string path, RouterDraft draft)
    {
        string[] models = [.. (provider["models"] as JsonArray ?? []).Select(Text).OfType<string>()];
        bool isGemini = Uri.TryCreate(Text(provider["api_base_url"]), UriKind.Absolute, out Uri? url) && url.Host == "generativelanguage.googleapis.com";
        foreach ((string member, JsonNode? value) in provider["transformer"] as JsonObject ?? [])
        {
            bool isOfModel = member != "use";
            string place = isOfModel ? $"{path}.transformer.{member}" : $"{path}.transformer";
            if (isOfModel && !models.Contains(member, StringComparer.Ordinal))
            {
                draft.LeaveOut(place, "The provider does not have this model under \"models\".");
                continue;
            }

            foreach ((string name, JsonObject options) in Uses(isOfModel ? (value as JsonObject)?["use"] : value))
            {
                if (WordsOf(name, isOfModel, isGemini) is { } words)
                {
                    draft.LeaveOut($"{place} {name}", words + Options(name, isOfModel, options));
                }
            }
        }
    }

    private static string? WordsOf(string name, bool isOfModel, bool isGemini) => name switch
    {
        "gemini" when isGemini => "Nothing is needed: Gemini is asked at its chat completions, with the same key.",
        _ when !name.Equals("Anthropic", StringComparison.OrdinalIgnoreCase) => Words.GetValueOrDefault(name),
        _ when isOfModel => "A provider speaks one dialect here: give this model a provider of its own, with \"style\": \"anthropic\".",
        _ => "Nothing more is needed: the provider is asked in Anthropic's dialect.",
    };

    /// <summary>Names the options that have no place yet; their values stay out of it.</summary>
    private static string Options(string name, bool isOfModel, JsonObject options)
    {
        string[] left = [.. options.Select(option => option.Key).Where(option => isOfModel || name != "openrouter" || option != "provider")];
        return left.Length == 0 ? "" : $" Its options ({string.Join(", ", left)}) were not carried over; what is a field of the provider's requests can stand under \"extraBody\".";
    }

    /// <summary>Transformers as they are written: <c>"tooluse"</c> or <c>["maxtoken", { "max_tokens": 100 }]</c>.</summary>
    private static IEnumerable<(string Name, JsonObject Options)> Uses(JsonNode? use)
    {
        foreach (JsonNode? item in use as JsonArray ?? [])
        {
            if (Text(item is JsonArray pair ? pair.FirstOrDefault() : item) is { } name)
            {
                yield return (name, (item as JsonArray)?.ElementAtOrDefault(1) as JsonObject ?? []);
            }
        }
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? (string?)node : null;
}
