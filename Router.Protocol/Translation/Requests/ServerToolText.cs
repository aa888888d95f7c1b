using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Tells in words what Anthropic's servers did in an earlier turn: no chat-completions provider knows such calls, and the model should still
/// know what was searched and found.
/// <code>[web_search {"query":"orleans"}]   [web_search result] Orleans https://…</code>
/// </summary>
internal static class ServerToolText
{
    private const string ResultEnd = "_tool_result";

    public static void Write(Block block, ContentWriter content)
    {
        content.StartText();
        Write(block.Element, content.Context.Json);
        content.EndText();
    }

    /// <summary>Writes the pieces of the text.</summary>
    /// <param name="block">A call of a server tool, or its result.</param>
    /// <param name="json">Where a text has begun.</param>
    public static void Write(JsonElement block, JsonOutput json)
    {
        string type = block.Member("type"u8).Text!;
        if (!type.EndsWith(ResultEnd, StringComparison.Ordinal))
        {
            JsonElement input = block.Member("input"u8);
            json.Plain($"[{block.Member("name"u8).Text} ");
            json.PlainJson(input.IsNothing ? "{}"u8 : input.Raw);
            json.Plain("]");
        }
        else
        {
            json.Plain($"[{type[..^ResultEnd.Length]} result]");
            WriteResult(block.Member("content"u8), json);
        }
    }

    private static void WriteResult(JsonElement content, JsonOutput json)
    {
        if (content.IsString)
        {
            WriteLine(content, json);
        }

        foreach (JsonElement item in content.Items)
        {
            WriteItem(item, json);
        }

        if (content.IsObject)
        {
            WriteItem(content, json);
        }
    }

    private static void WriteItem(JsonElement item, JsonOutput json)
    {
        WriteLink(item, json);
        WriteLine(item.Member("text"u8), json);
        WriteLine(item.Member("stdout"u8), json);
        WriteLine(item.Member("stderr"u8), json);
        WriteLine(item.Member("error_code"u8), json);
        WriteLine(item.Member("type"u8).Text == "text" ? item.Member("data"u8) : default, json);
        WriteResult(item.Member("content"u8), json);
        WriteResult(item.Member("source"u8), json);
        foreach (JsonElement reference in item.Member("tool_references"u8).Items)
        {
            WriteLine(reference.Member("tool_name"u8), json);
        }
    }

    // {"type":"web_search_result","url":"https://…","title":"…","encrypted_content":"…","page_age":"…"}
    private static void WriteLink(JsonElement item, JsonOutput json)
    {
        WriteLine(item.Member("title"u8), json);
        WriteLine(item.Member("url"u8), json);
    }

    private static void WriteLine(JsonElement text, JsonOutput json)
    {
        if (!text.IsBlank)
        {
            json.Escaped(@"\n"u8);
            json.Escaped(text.Escaped);
        }
    }
}
