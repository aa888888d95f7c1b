using System.Text.Json;
using Router.Api.Admin.Configuration;
using Router.Api.Admin.Routes;
using Router.Core.AdminContract;

namespace Router.Api.Admin.Nodes;

/// <summary>How nodes are told.</summary>
internal static class NodeJson
{
    public static NamedShape Node { get; } = new("Node", Shape.Object(
        ("name", Shape.Text()), ("version", Shape.Text()), ("started_at", Shape.Time()), ("seen_at", Shape.Time()),
        ("configuration", Shape.Object(("hash", Shape.Text()), ("version", Shape.Integer()), ("in_force", Shape.Flag()), ("errors", ProblemJson.Shape())))));

    public static void Write(Utf8JsonWriter json, NodeInfo node)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("version", node.Version);
        json.WriteString("started_at", node.Started.ToString("O"));
        json.WriteString("seen_at", node.Seen.ToString("O"));
        json.WriteStartObject("configuration");
        json.WriteString("hash", node.Hash);
        json.WriteNumber("version", node.ConfigVersion);
        json.WriteBoolean("in_force", node.Problems.IsEmpty);
        ProblemJson.Write(json, "errors", node.Problems);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
