using System.Text.Json.Nodes;

namespace Router.Api.Tests.Admin.Routes;

/// <summary>A route as the document has it.</summary>
internal sealed record DocumentedRoute(string Method, string Path, JsonNode Node)
{
    private const string Root = "/admin/v1/";

    public string Relative => Path[Root.Length..];

    public string Name => $"{Method} {Relative}";

    public string Role => (string)Node["x-router-role"]!;

    /// <summary>How far a role's reach goes.</summary>
    public string Scope(string role) => (string)Node["x-router-scope"]![role]!;

    /// <summary>The schema of a success; null when the answer is no JSON.</summary>
    public JsonNode? Answer => Node["responses"]!["200"]!["content"]!["application/json"]?["schema"];

    public JsonNode? Body => Node["requestBody"]?["content"]!["application/json"]!["schema"];
}
