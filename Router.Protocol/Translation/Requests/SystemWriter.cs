using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Writes the system text as one message in front: many templates refuse a second one there. Claude Code's attribution block is left out:
/// it is for Anthropic's billing, and its changing parts would defeat other providers' prompt caches.
/// </summary>
internal static class SystemWriter
{
    private static readonly byte[] Paragraph = [.. @"\n\n"u8];

    /// <summary>Writes the message; none when nothing is to be said.</summary>
    /// <param name="context">The request.</param>
    /// <param name="leading">System messages that stood in front of all others.</param>
    public static void Write(RequestContext context, List<Block> leading)
    {
        List<JsonElement> texts = [.. Texts(context.Request.Member("system"u8), leading, context.Notes)];
        JsonElement wantedFormat = context.Capabilities.JsonSchemaOutput ? default : OutputFormat.SchemaOf(context.Request);
        if (texts.Count == 0 && wantedFormat.IsNothing)
        {
            return;
        }

        JsonOutput json = context.Json;
        json.StartObject();
        json.Name("role");
        json.String("system");
        json.Name("content");
        json.StartText();
        for (int index = 0; index < texts.Count; index++)
        {
            json.Escaped(index == 0 ? default : Paragraph);
            json.Escaped(Spoken(texts[index]));
        }

        if (!wantedFormat.IsNothing)
        {
            json.Escaped(texts.Count == 0 ? default : Paragraph);
            OutputFormat.WriteInstruction(wantedFormat, context);
        }

        json.EndText();
        json.EndObject();
    }

    private static IEnumerable<JsonElement> Texts(JsonElement system, List<Block> leading, DegradationNotes notes)
    {
        IEnumerable<Block> blocks = system.IsString ? [new Block(BlockKind.Text, system, 0)] : system.Items.Select(element => Block.Of(element, 0));
        foreach (JsonElement text in blocks.Concat(leading).Select(block => block.Text))
        {
            if (!text.IsString)
            {
                notes.Add("unknown-block");
            }
            else if (!EscapedText.IsBlank(Spoken(text)))
            {
                yield return text;
            }
        }
    }

    // x-anthropic-billing-header: cc_version=2.1.329.abc; cc_entrypoint=cli;
    private static ReadOnlySpan<byte> Spoken(JsonElement text)
    {
        ReadOnlySpan<byte> escaped = text.Escaped;
        if (!escaped.StartsWith("x-anthropic-billing-header"u8))
        {
            return escaped;
        }

        int lineEnd = escaped.IndexOf(@"\n"u8);
        return lineEnd < 0 ? default : escaped[(lineEnd + 2)..];
    }
}
