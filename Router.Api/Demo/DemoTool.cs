using System.Text.Json;

namespace Router.Api.Demo;

/// <summary>A tool that the client offers, and an input for it that does no harm.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Input">An input that fits its schema, as raw JSON.</param>
internal sealed record DemoTool(string Name, string Input)
{
    public static DemoTool Read(JsonElement tool) =>
        new(tool.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "", DemoInput.For(tool.GetProperty("input_schema")));
}
