using System.Globalization;
using System.Text.Json;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Translation.Requests;

/// <summary>Finds files that lie at Anthropic: no other provider can read them by their id.</summary>
internal static class FileSources
{
    /// <summary>The first one, in a message's content, in tool results and in documents that hold blocks.</summary>
    public static RequestProblem? Find(JsonElement content, string path)
    {
        int index = 0;
        foreach (JsonElement block in content.Items)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}.{index++}");
            RequestProblem? problem = block.Member("type"u8).Text switch
            {
                "image" or "document" => FindInSource(block.Member("source"u8), $"{place}.source"),
                "tool_result" => Find(block.Member("content"u8), $"{place}.content"),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static RequestProblem? FindInSource(JsonElement source, string path) => source.Member("type"u8).Text switch
    {
        "file" => new RequestProblem($"{path}.type", "Files by id can't reach this provider; send the content as base64, text or url."),
        "content" => Find(source.Member("content"u8), $"{path}.content"),
        _ => null,
    };
}
