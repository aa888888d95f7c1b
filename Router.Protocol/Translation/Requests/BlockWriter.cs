using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Writes blocks as text and media. A block that this file does not know becomes a short text and a note: the list of blocks is open, and
/// nothing is dropped silently.
/// </summary>
internal static class BlockWriter
{
    public static void Write(Block block, ContentWriter content)
    {
        switch (block.Kind)
        {
            case BlockKind.Text:
                content.Text(block.Text);
                break;
            case BlockKind.Reminder:
                WriteReminder(block.Text, content);
                break;
            case BlockKind.Image:
                WriteImage(block.Element, content);
                break;
            case BlockKind.Document:
                DocumentWriter.Write(block.Element, content);
                break;
            case BlockKind.SearchResult:
                DocumentWriter.WriteSearchResult(block.Element, content);
                break;
            case BlockKind.ToolReference:
                content.Text($"The tool {content.Context.ToolNames.ToProvider(block.Element.Member("tool_name"u8).Text ?? "")} can be called now.");
                break;
            case BlockKind.ServerCall or BlockKind.ServerResult:
                ServerToolText.Write(block, content);
                break;
            case BlockKind.Compaction:
                content.Text(block.Element.Member("content"u8));
                break;
            case BlockKind.ContainerUpload:
                content.Context.Notes.Add("container-dropped");
                content.Text("[A file was put into a code execution container, which is not available here.]");
                break;
            case BlockKind.ToolResult:
                WriteOrphan(block.Element, content);
                break;
            default:
                WriteUnknown(block, content);
                break;
        }
    }

    /// <summary>Writes all blocks of a content: a string or an array.</summary>
    public static void WriteAll(JsonElement content, ContentWriter writer)
    {
        if (content.IsString && !content.IsBlank)
        {
            writer.Text(content);
        }

        foreach (Block block in Speaking(content))
        {
            Write(block, writer);
        }
    }

    /// <summary>The blocks of a content array that say anything.</summary>
    public static IEnumerable<Block> Speaking(JsonElement content) => content.Items
        .Select(element => Block.Of(element, 0))
        .Where(block => !block.IsSilent);

    private static void WriteReminder(JsonElement text, ContentWriter content)
    {
        JsonOutput json = content.Context.Json;
        bool marked = text.Escaped.StartsWith("<system-reminder>"u8);
        content.StartText();
        json.Escaped(marked ? default : @"<system-reminder>\n"u8);
        json.Escaped(text.Escaped);
        json.Escaped(marked ? default : @"\n</system-reminder>"u8);
        content.EndText();
    }

    private static void WriteImage(JsonElement block, ContentWriter content)
    {
        MediaPlace place = MediaParts.IsImage(block) ? content.Media.Images : MediaPlace.Nowhere;
        if (place == MediaPlace.Here)
        {
            content.Part(block);
        }
        else if (place == MediaPlace.Below)
        {
            content.Text("[The image is in the next user message.]");
        }
        else
        {
            content.Context.Notes.Add("images-dropped");
            content.Text("[An image was left out: this model reads text only.]");
        }
    }

    private static void WriteOrphan(JsonElement result, ContentWriter content)
    {
        JsonElement inner = result.Member("content"u8);
        content.Text($"[Result of an earlier tool call{(result.Member("is_error"u8).IsTrue ? ", an error" : "")}:]");
        WriteAll(inner, content);
    }

    private static void WriteUnknown(Block block, ContentWriter content)
    {
        content.Context.Notes.Add("unknown-block");
        JsonElement text = block.Text;
        if (text.IsBlank)
        {
            content.Text($"[Content of the kind {block.Element.Member("type"u8).Text ?? "unknown"} was left out.]");
        }
        else
        {
            content.Text(text);
        }
    }
}
