using System.Text.Json;
using Router.Api.Admin.Routes;
using Router.Core.AdminContract;
using Router.Core.Admission;

namespace Router.Api.Admin.Providers;

/// <summary>A provider as JSON.</summary>
internal static class ProviderJson
{
    public static NamedShape Provider { get; } = new("Provider", Shape.Object(
        ("name", Shape.Text()),
        ("status", Shape.OneOf("drained", "closed", "failing", "unused", "ok")),
        ("drained", Shape.Flag()),
        ("credentials?", Shape.Integer()),
        ("answers?", Shape.Integer()),
        ("failures?", Shape.Integer()),
        ("last_error?", Shape.Text().OrNull()),
        ("last_failure?", Shape.Time().OrNull()),
        ("gates?", Shape.List(Shape.Object(
            ("credential", Shape.Text()),
            ("family", Shape.Text()),
            ("closed", Shape.OneOf(Enum.GetValues<RefusalReason>().Select(Word))),
            ("opens_at", Shape.Time().OrNull()),
            ("under_way", Shape.Integer()),
            ("waiting", Shape.Integer()),
            ("requests_last_minute", Shape.Integer()),
            ("tokens_last_minute", Shape.Integer()),
            ("learned_requests_per_minute", Shape.Integer().OrNull()),
            ("learned_tokens_per_minute", Shape.Integer().OrNull()))))));

    public static void Write(Utf8JsonWriter json, ProviderStatus provider)
    {
        json.WriteStartObject();
        json.WriteString("name", provider.Name);
        json.WriteString("status", provider.Status);
        json.WriteBoolean("drained", provider.Drained);
        if (provider.Details is { } details)
        {
            Write(json, details);
        }

        json.WriteEndObject();
    }

    public static string Word(RefusalReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    private static void Write(Utf8JsonWriter json, ProviderDetails details)
    {
        json.WriteNumber("credentials", details.Credentials);
        json.WriteNumber("answers", details.Answers);
        json.WriteNumber("failures", details.Failures);
        json.WriteString("last_error", details.LastError);
        json.WriteString("last_failure", details.LastFailure?.ToString("O"));
        json.WriteStartArray("gates");
        foreach ((GateKey key, GateStatus gate) in details.Gates)
        {
            Write(json, key, gate);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, GateKey key, GateStatus gate)
    {
        json.WriteStartObject();
        json.WriteString("credential", key.Credential);
        json.WriteString("family", key.Family);
        json.WriteString("closed", Word(gate.Closed));
        json.WriteString("opens_at", gate.OpensAt?.ToString("O"));
        json.WriteNumber("under_way", gate.Permits);
        json.WriteNumber("waiting", gate.Waiting);
        json.WriteNumber("requests_last_minute", gate.RequestsUsed);
        json.WriteNumber("tokens_last_minute", gate.TokensUsed);
        WriteLimit(json, "learned_requests_per_minute", gate.LearnedRequests);
        WriteLimit(json, "learned_tokens_per_minute", gate.LearnedTokens);
        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, long? limit)
    {
        if (limit is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
