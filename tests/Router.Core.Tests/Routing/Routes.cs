using Router.Core.Routing;
using Router.Core.Tests.Configuration;

namespace Router.Core.Tests.Routing;

/// <summary>Route tables over the providers a, b and openrouter.</summary>
internal static class Routes
{
    private const string Providers = """
        "providers": { "a": { "preset": "openai" }, "b": { "preset": "glm" }, "openrouter": { "preset": "openrouter" } }
        """;

    /// <summary>The file's text; models as <c>"name": "target target"</c> pairs and tiers as JSON members.</summary>
    public static string Json(string tiers, params (string Name, string Targets)[] models)
    {
        IEnumerable<string> entries = models.Select(model => $$"""
            "{{model.Name}}": { "targets": [{{string.Join(',', model.Targets.Split(' ').Select(target => $"\"{target}\""))}}] }
            """);
        return $$"""{ {{Providers}}, "tiers": { {{tiers}} }, "models": { {{string.Join(',', entries)}} } }""";
    }

    public static RouteTable Table(string tiers, params (string Name, string Targets)[] models) => RouteTable.Create(Loaded.Good(Json(tiers, models)));

    /// <summary>The entry that took the name, or "tier", and the targets: <c>name: provider/model provider/model</c>.</summary>
    public static string? Describe(this RouteTable table, string name) =>
        table.Resolve(name) is { } route ? $"{route.Entry?.Name ?? "tier"}: {string.Join(' ', route.Targets)}" : null;
}
