using System.Text.Json;
using System.Text.Json.Nodes;

namespace Router.Api.Import.Sources;

/// <summary>Reads JSON files as people write them, with comments and commas at ends.</summary>
internal static class JsonSource
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for people.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ImportException">It is no JSON object, or says something twice.</exception>
    public static JsonObject Read(string file, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Options);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new ImportException($"{file} is not a JSON object.");
            }

            return Twice(root, "") is { } member ? throw new ImportException($"{file} says \"{member}\" twice; take one of them out.") : JsonObject.Create(root.Clone())!;
        }
        catch (JsonException exception)
        {
            throw new ImportException($"{file} is not valid JSON at line {exception.LineNumber + 1}.");
        }
        catch (InvalidOperationException)
        {
            // The reader takes "\ud800"; whoever asks for the text does not get it.
            throw new ImportException($"{file} has an escape such as \\ud800 that is no whole character; write the character itself.");
        }
    }

    /// <summary>The path of the first member that its object has twice; null when there is none. All texts are looked at.</summary>
    private static string? Twice(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                return element.EnumerateObject().Select(member => names.Add(member.Name) ? Twice(member.Value, $"{path}{member.Name}.") : path + member.Name).FirstOrDefault(found => found is not null);
            case JsonValueKind.Array:
                return element.EnumerateArray().Select((item, index) => Twice(item, $"{path.TrimEnd('.')}[{index}].")).FirstOrDefault(found => found is not null);
            case JsonValueKind.String:
                element.GetString();
                return null;
            default:
                return null;
        }
    }
}
