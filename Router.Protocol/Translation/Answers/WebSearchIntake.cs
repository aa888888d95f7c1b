using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Collects the pages that a provider's own search found, each address once. Lists that are empty say nothing: some servers send them with every answer.
/// <code>
/// {"annotations":[{"type":"url_citation","url_citation":{"url":"https://…","title":"…","start_index":1,"end_index":9}}]}   OpenAI, OpenRouter
/// {"web_search":[{"title":"…","link":"https://…","media":"…","content":"…"}]}                                              GLM
/// {"search_info":{"search_results":[{"index":1,"title":"…","url":"https://…","site_name":"…"}]}}                           Qwen
/// </code>
/// </summary>
internal sealed class WebSearchIntake(BlockSequence blocks)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public void Take(in ChatChunk chunk)
    {
        TakeLinks(chunk.Data, chunk.WebSearch);
        TakeLinks(chunk.Data, JsonCursor.Find(chunk.Data, chunk.SearchInfo, "search_results"u8));
        TakeLinks(chunk.Data, chunk.Annotations);
    }

    private void TakeLinks(ReadOnlySpan<byte> json, JsonRange list)
    {
        var items = new JsonCursor(json, list.IsArray ? list : default);
        while (items.Next())
        {
            JsonRange citation = JsonCursor.Find(json, items.Value, "url_citation"u8);
            TakeLink(json, citation.IsObject ? citation : items.Value);
        }
    }

    private void TakeLink(ReadOnlySpan<byte> json, JsonRange item)
    {
        string? url = JsonCursor.Text(json, JsonCursor.Find(json, item, "url"u8)) ?? JsonCursor.Text(json, JsonCursor.Find(json, item, "link"u8));
        if (!string.IsNullOrWhiteSpace(url) && _known.Add(url))
        {
            string? title = JsonCursor.Text(json, JsonCursor.Find(json, item, "title"u8));
            blocks.AddLink(new WebLink(url, string.IsNullOrWhiteSpace(title) ? url : title));
        }
    }
}
