using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Chat;

/// <summary>Gateways whose providers speak chat completions.</summary>
internal static class ChatGateway
{
    public const string Secret = "upstream-secret-chat";

    /// <summary>One provider behind "claude-test".</summary>
    /// <param name="baseUrl">Where it is, without path.</param>
    /// <param name="extra">More members of the provider, each led by a comma.</param>
    /// <param name="clock">The clock; the system's when null.</param>
    public static Task<TestGateway> StartAsync(string baseUrl, string extra = "", TimeProvider? clock = null) => TestGateway.StartAsync(
        $$""" "providers": { "chat": {{Provider(baseUrl, extra)}} }, "models": { "claude-test": { "targets": ["chat/upstream-model"] } } """, clock);

    public static string Provider(string baseUrl, string extra = "") =>
        $$"""{ "style": "openai", "baseUrl": "{{baseUrl}}/v1", "credentials": ["{{Secret}}"], "retries": 0{{extra}} }""";

    /// <summary>The texts of a stream's text deltas.</summary>
    public static string TextOf(string events) => DeltasOf(events, "text");

    /// <summary>The pieces of tool input in a stream, together.</summary>
    public static string ArgumentsOf(string events) => DeltasOf(events, "partial_json");

    private static string DeltasOf(string events, string member)
    {
        var text = new StringBuilder();
        foreach (string line in events.Split('\n').Where(line => line.StartsWith("data: {\"type\":\"content_block_delta\"", StringComparison.Ordinal)))
        {
            text.Append((string?)JsonNode.Parse(line["data: ".Length..])!["delta"]![member]);
        }

        return text.ToString();
    }
}
