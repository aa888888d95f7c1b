using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Admin.Routes;
using Router.Api.Usage;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;

namespace Router.Api.Admin.Usage;

/// <summary>A session and its agents as JSON.</summary>
internal static class SessionJson
{
    private const string AgentName = "SessionAgent";

    public static NamedShape Agent { get; } = new(AgentName, Shape.Object(
        ("id", Shape.Text()), ("model", Shape.Text()), ("first", Shape.Time()), ("last", Shape.Time()), Own(), Total(), Agents()));

    public static NamedShape Session { get; } = new("Session", Shape.Object(
        ("id", Shape.Text()), ("tenant", Shape.Text()), ("team", Shape.Text().OrNull()), ("user", Shape.Text()), ("first", Shape.Time()), ("last", Shape.Time()), Own(), Total(), Agents()));

    public static void Write(Utf8JsonWriter json, Session session)
    {
        json.WriteStartObject();
        json.WriteString("id", session.Id);
        json.WriteString("tenant", session.Tenant);
        json.WriteString("team", session.Team);
        json.WriteString("user", session.User);
        WriteUse(json, session.First, session.Last, session.Own, session.Total, session.Agents);
    }

    private static void Write(Utf8JsonWriter json, SessionAgent agent)
    {
        json.WriteStartObject();
        json.WriteString("id", agent.Id);
        json.WriteString("model", agent.Model);
        WriteUse(json, agent.First, agent.Last, agent.Own, agent.Total, agent.Agents);
    }

    private static void WriteUse(Utf8JsonWriter json, DateTimeOffset first, DateTimeOffset last, in UsageSum own, in UsageSum total, ImmutableArray<SessionAgent> agents)
    {
        json.WriteString("first", UsageQuestion.Time(first));
        json.WriteString("last", UsageQuestion.Time(last));
        json.WriteStartObject("own");
        UsageFields.Write(json, own);
        json.WriteEndObject();
        json.WriteStartObject("total");
        UsageFields.Write(json, total);
        json.WriteEndObject();
        json.WriteStartArray("agents");
        foreach (SessionAgent agent in agents)
        {
            Write(json, agent);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static (string, JsonObject) Own() => ("own", Shape.Object(UsageShapes.Sum()));

    private static (string, JsonObject) Total() => ("total", Shape.Object(UsageShapes.Sum()));

    private static (string, JsonObject) Agents() => ("agents", Shape.List(new JsonObject { ["$ref"] = $"#/components/schemas/{AgentName}" }));
}
