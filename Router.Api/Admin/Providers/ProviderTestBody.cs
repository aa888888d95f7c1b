using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Router.Api.Doctor;

namespace Router.Api.Admin.Providers;

/// <summary>Reads what a test is to look at: <c>{"model": "…", "deep": true}</c>, both optional, or nothing at all.</summary>
internal static class ProviderTestBody
{
    private const string Shape = "send {\"model\": \"…\", \"deep\": false}, or nothing.";

    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out ProbeRequest? request, [NotNullWhen(false)] out string? problem)
    {
        (request, problem) = (new ProbeRequest(null, false), null);
        if (!body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            (request, problem) = Parse(body);
        }

        return request is not null;
    }

    private static (ProbeRequest?, string?) Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : (null, $"The body must be a JSON object: {Shape}");
        }
        catch (JsonException)
        {
            return (null, $"The body is not valid JSON; {Shape}");
        }
    }

    private static (ProbeRequest?, string?) Read(JsonElement root)
    {
        var request = new ProbeRequest(null, false);
        foreach (JsonProperty member in root.EnumerateObject())
        {
            switch (member)
            {
                case { Name: "model", Value.ValueKind: JsonValueKind.String }:
                    request = request with { Model = member.Value.GetString() };
                    break;
                case { Name: "deep", Value.ValueKind: JsonValueKind.True or JsonValueKind.False }:
                    request = request with { Deep = member.Value.GetBoolean() };
                    break;
                case { Name: "model" }:
                    return (null, "model: give the name of a model as text.");
                case { Name: "deep" }:
                    return (null, "deep: give true or false.");
                default:
                    return (null, $"The body takes model and deep and nothing else; {Shape}");
            }
        }

        return (request, null);
    }
}
