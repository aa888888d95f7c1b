using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Import;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>Imports for tests; the importer itself refuses a result that the loader of router.json would refuse.</summary>
internal static class Imported
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    public static ImportResult From(string name, string text) => Importer.Import([new SourceFile(name, text)]);

    public static JsonNode Json(ImportResult result) => JsonNode.Parse(result.Text, documentOptions: Options)!;

    /// <summary>The node at a path with <c>/</c> between keys; null when there is none.</summary>
    public static JsonNode? At(ImportResult result, string path) =>
        path.Split('/').Aggregate<string, JsonNode?>(Json(result), (node, key) => node is JsonArray list ? list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] : node?[key]);

    public static void Has(ImportResult result, string path, string json)
    {
        JsonNode? found = At(result, path);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), found), $"{path} is {found?.ToJsonString() ?? "not there"}, not {json}, in:\n{result.Text}");
    }
}
