using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Core.Configuration;

namespace Router.Api.Admin.Configuration;

/// <summary>How errors and warnings of a configuration are told.</summary>
internal static class ProblemJson
{
    public static JsonObject Shape() => Routes.Shape.List(Routes.Shape.Object(("key", Routes.Shape.Text()), ("text", Routes.Shape.Text())));

    public static void Write(Utf8JsonWriter json, string name, IEnumerable<ConfigProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (ConfigProblem problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("key", problem.Key);
            json.WriteString("text", problem.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
