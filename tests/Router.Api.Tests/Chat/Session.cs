using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Chat;

/// <summary>A client's session: every answer goes into the history as it came, or without its thinking.</summary>
internal sealed class Session(TestGateway gateway, bool keepsThinking)
{
    public JsonArray Messages { get; } = [];

    /// <summary>How many requests to providers the last answer took.</summary>
    public string? Attempts { get; private set; }

    /// <summary>The user asks, the first model calls a tool, the second gets its result.</summary>
    public async Task TurnAsync(string first, string second)
    {
        JsonNode call = (await SendAsync(first, "go on")).Single(block => (string?)block!["type"] == "tool_use")!;
        JsonArray words = await SendAsync(second, new JsonArray(new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = (string?)call["id"], ["content"] = "tool-was-here" }));
        Assert.Equal("Done.", (string?)Assert.Single(words)!["text"]);
    }

    /// <summary>Sends the history with a user's message behind it, and returns the answer's content.</summary>
    public async Task<JsonArray> SendAsync(string model, JsonNode content)
    {
        Messages.Add((JsonNode)new JsonObject { ["role"] = "user", ["content"] = content });
        var body = new JsonObject
        {
            ["model"] = model,
            ["max_tokens"] = 1024,
            ["thinking"] = new JsonObject { ["type"] = "adaptive" },
            ["tools"] = new JsonArray(new JsonObject { ["name"] = "Bash", ["input_schema"] = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() } }),
            ["messages"] = Messages.DeepClone(),
        };
        using HttpResponseMessage response = await gateway.PostAsync(body.ToJsonString());
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"message {Messages.Count} to {model}: {text}");
        Attempts = response.Headers.GetValues("x-router-attempts").Single();
        JsonArray answer = JsonNode.Parse(text)!["content"]!.AsArray();
        IEnumerable<JsonNode?> kept = answer.Where(block => keepsThinking || (string?)block!["type"] is not ("thinking" or "redacted_thinking"));
        Messages.Add((JsonNode)new JsonObject { ["role"] = "assistant", ["content"] = new JsonArray([.. kept.Select(block => block!.DeepClone())]) });
        return answer;
    }
}
