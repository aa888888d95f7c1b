using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes documents and search results: their text with title and context, a PDF as a file where the provider takes one.</summary>
internal static class DocumentWriter
{
    public static void Write(JsonElement block, ContentWriter content)
    {
        JsonElement source = block.Member("source"u8);
        if (MediaParts.IsPdf(block))
        {
            WritePdf(block, content);
            return;
        }

        switch (source.Member("type"u8).Text)
        {
            case "text":
                StartDocument(block, content);
                WriteParagraph(source.Member("data"u8), content);
                content.EndText();
                break;
            case "content":
                WriteHead(block, content);
                BlockWriter.WriteAll(source.Member("content"u8), content);
                break;
            default:
                WriteUnreadable(block, source.Member("url"u8), content);
                break;
        }
    }

    /// <summary>The title, the source and the texts.</summary>
    public static void WriteSearchResult(JsonElement block, ContentWriter content)
    {
        JsonOutput json = content.Context.Json;
        content.StartText();
        json.Plain("Search result: ");
        json.Escaped(block.Member("title"u8).Escaped);
        json.Plain(" (");
        json.Escaped(block.Member("source"u8).Escaped);
        json.Plain(")");
        foreach (Block text in BlockWriter.Speaking(block.Member("content"u8)))
        {
            WriteParagraph(text.Text, content);
        }

        content.EndText();
    }

    private static void WritePdf(JsonElement block, ContentWriter content)
    {
        if (content.Media.Documents == MediaPlace.Nowhere)
        {
            content.Context.Notes.Add("documents-dropped");
            StartDocument(block, content);
            content.Context.Json.Escaped(@"\n\n[The document was left out: this model can't read PDF.]"u8);
            content.EndText();
        }
        else if (content.Media.Documents == MediaPlace.Below)
        {
            StartDocument(block, content);
            content.Context.Json.Escaped(@"\n\n[The document is in the next user message.]"u8);
            content.EndText();
        }
        else
        {
            if (!block.Member("title"u8).IsBlank || !block.Member("context"u8).IsBlank)
            {
                WriteHead(block, content);
            }

            content.Part(block);
        }
    }

    private static void WriteUnreadable(JsonElement block, JsonElement address, ContentWriter content)
    {
        content.Context.Notes.Add("documents-dropped");
        StartDocument(block, content);
        content.Context.Json.Escaped(@"\n\n"u8);
        if (address.IsBlank)
        {
            content.Context.Json.Plain("[The document was left out: it is of a kind that this model can't read.]");
        }
        else
        {
            content.Context.Json.Plain("[The document was left out: it lies at ");
            content.Context.Json.Escaped(address.Escaped);
            content.Context.Json.Plain(".]");
        }

        content.EndText();
    }

    private static void WriteHead(JsonElement block, ContentWriter content)
    {
        StartDocument(block, content);
        content.EndText();
    }

    private static void StartDocument(JsonElement block, ContentWriter content)
    {
        JsonElement title = block.Member("title"u8);
        content.StartText();
        content.Context.Json.Plain(title.IsBlank ? "Document:" : "Document: ");
        content.Context.Json.Escaped(title.IsBlank ? default : title.Escaped);
        WriteParagraph(block.Member("context"u8), content);
    }

    private static void WriteParagraph(JsonElement text, ContentWriter content)
    {
        if (!text.IsBlank)
        {
            content.Context.Json.Escaped(@"\n\n"u8);
            content.Context.Json.Escaped(text.Escaped);
        }
    }
}
