using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Telemetry;

namespace Router.Api.Import.Drafting;

/// <summary>Writes a draft as people write router.json: two blanks a level, one value a line, its comment behind it.</summary>
internal static class DraftWriter
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file.</summary>
    /// <param name="root">The file's object.</param>
    /// <param name="heading">Comment lines above everything.</param>
    public static string Write(DraftObject root, IEnumerable<string> heading)
    {
        var text = new StringBuilder();
        foreach (string line in heading)
        {
            text.Append("// ").Append(LogText.OneLine(line)).Append('\n');
        }

        text.Append('{').Append('\n');
        Members(text, root, 1);
        return text.Append('}').Append('\n').ToString();
    }

    private static void Members(StringBuilder text, DraftObject of, int depth)
    {
        for (int index = 0; index < of.Members.Count; index++)
        {
            DraftMember member = of.Members[index];
            string comma = index < of.Members.Count - 1 ? "," : "";
            text.Append(' ', depth * 2).Append(Text(JsonValue.Create(member.Name))).Append(": ");
            if (member.Object is { } small && IsSmall(small))
            {
                text.Append("{ ").AppendJoin(", ", small.Members.Select(inside => $"{Text(JsonValue.Create(inside.Name))}: {Text(inside.Value)}")).Append(" }").Append(comma).Append(Comment(member)).Append('\n');
            }
            else if (member.Object is { } inner)
            {
                text.Append('{').Append(Comment(member)).Append('\n');
                Members(text, inner, depth + 1);
                text.Append(' ', depth * 2).Append('}').Append(comma).Append('\n');
            }
            else
            {
                text.Append(Text(member.Value)).Append(comma).Append(Comment(member)).Append('\n');
            }
        }
    }

    /// <summary>One or two values that need no word of their own fit on one line.</summary>
    private static bool IsSmall(DraftObject value) => value.Members.Count is 1 or 2 && value.Members.All(member => member is { Object: null, Comment: null });

    private static string Comment(DraftMember member) => member.Comment is { Length: > 0 } comment ? $"  // {LogText.OneLine(comment)}" : "";

    private static string Text(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject members => $"{{ {string.Join(", ", members.Select(member => $"{Text(JsonValue.Create(member.Key))}: {Text(member.Value)}"))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(Text))}]",
        null => "null",
        _ => node.ToJsonString(Plain),
    };
}
