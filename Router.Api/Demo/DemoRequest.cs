using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Router.Api.Demo;

/// <summary>What the demo provider reads of a Messages request.</summary>
/// <param name="Model">The model asked for.</param>
/// <param name="Stream">Whether events are wanted.</param>
/// <param name="Prompt">The user's last own words, without the reminders that Claude Code puts beside them.</param>
/// <param name="ToolResults">The results in the last message; empty when it holds none.</param>
/// <param name="Tools">The tools that the client offers and runs itself.</param>
internal sealed record DemoRequest(string Model, bool Stream, string Prompt, ImmutableArray<string> ToolResults, ImmutableArray<DemoTool> Tools)
{
    /// <summary>Reads a Messages body; false when a text in it can't be decoded.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out DemoRequest? request)
    {
        try
        {
            request = Read(body);
            return true;
        }
        catch (InvalidOperationException)
        {
            request = null; // what the framework throws for half a surrogate pair and for bytes that are not UTF-8
            return false;
        }
    }

    private static DemoRequest Read(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 512 });
        JsonElement root = document.RootElement;
        ImmutableArray<JsonElement> user = [.. Array(root, "messages").Where(message => Text(message, "role") == "user")];
        return new DemoRequest(
            Text(root, "model"),
            root.TryGetProperty("stream", out JsonElement stream) && stream.ValueKind == JsonValueKind.True,
            user.Select(Words).LastOrDefault(words => words.Length > 0) ?? "",
            user.IsEmpty ? [] : [.. Blocks(user[^1], "tool_result").Select(Words)],
            [.. Array(root, "tools").Where(IsOwn).Select(DemoTool.Read)]);
    }

    // A tool that the provider would have to run has a type; the client's own have a schema.
    private static bool IsOwn(JsonElement tool) => tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("input_schema", out JsonElement schema) && schema.ValueKind == JsonValueKind.Object
        && !(tool.TryGetProperty("defer_loading", out JsonElement deferred) && deferred.ValueKind == JsonValueKind.True);

    private static string Words(JsonElement message)
    {
        if (!message.TryGetProperty("content", out JsonElement content))
        {
            return "";
        }

        if (content.ValueKind == JsonValueKind.String)
        {
            return Own(content.GetString()!);
        }

        var words = new StringBuilder();
        foreach (string text in Blocks(message, "text").Select(block => Own(Text(block, "text"))).Where(text => text.Length > 0))
        {
            words.Append(text).Append('\n');
        }

        return words.ToString().Trim();
    }

    private static string Own(string text) => text.StartsWith("<system-reminder>", StringComparison.Ordinal) ? "" : text.Trim();

    private static IEnumerable<JsonElement> Blocks(JsonElement message, string type) => Array(message, "content").Where(block => Text(block, "type") == type);

    private static JsonElement.ArrayEnumerator Array(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    private static string Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
