using System.Collections.Frozen;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Notes the top-level fields that have no counterpart, where losing them changes anything.</summary>
internal static class DroppedFields
{
    private static readonly FrozenSet<string> Translated = FrozenSet.ToFrozenSet(
    [
        "model", "messages", "system", "tools", "tool_choice", "max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences", "thinking",
        "output_config", "output_format", "metadata",
    ]);

    // Caching marks, diagnostics and priorities change the bill or the speed at Anthropic, never the answer.
    private static readonly FrozenSet<string> Harmless = FrozenSet.ToFrozenSet(
        ["cache_control", "diagnostics", "service_tier", "speed", "betas", "fallback_credit_token", "user_profile_id"]);

    private static readonly FrozenDictionary<string, string> Noted = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["container"] = "container-dropped",
        ["mcp_servers"] = "mcp-dropped",
        ["fallbacks"] = "fallbacks-dropped",
        ["inference_geo"] = "inference-geo-dropped",
        ["safeguards"] = "safeguards-dropped",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Note(JsonElement request, DegradationNotes notes)
    {
        foreach (JsonProperty field in request.Members)
        {
            if (!Translated.Contains(field.Name) && !Harmless.Contains(field.Name) && !SaysNothing(field.Value))
            {
                NoteField(field, notes);
            }
        }

        if (!request.Member("output_config"u8).Member("task_budget"u8).IsNothing)
        {
            notes.Add("task-budget-dropped");
        }
    }

    private static void NoteField(JsonProperty field, DegradationNotes notes)
    {
        if (field.Name != "context_management")
        {
            notes.Add(Noted.GetValueOrDefault(field.Name, "unknown-field-dropped"));
        }
        else if (field.Value.Member("edits"u8).Items.Any(edit => !KeepsAllThinking(edit)))
        {
            notes.Add("context-management-dropped");
        }
    }

    // What Claude Code always sends; a provider that is told nothing does just that.
    private static bool KeepsAllThinking(JsonElement edit) =>
        edit.Member("type"u8).Text == "clear_thinking_20251015" && edit.Member("keep"u8).Text == "all";

    private static bool SaysNothing(JsonElement value) => value.IsNothing || (value.IsArray && !value.Items.Any());
}
