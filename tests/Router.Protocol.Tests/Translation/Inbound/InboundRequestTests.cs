using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation.Inbound;

namespace Router.Protocol.Tests.Translation.Inbound;

public sealed class InboundRequestTests
{
    private static JsonNode Translated(string members)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"model":"m","messages":[{"role":"user","content":"Hi"}],{{members}}}""");
        Assert.True(InboundRequestReader.TryRead(body, out InboundRequest? request, out RequestProblem? problem), problem?.Message);
        return JsonNode.Parse(request!.Body)!;
    }

    [Theory]
    [InlineData("\"tool_choice\":\"none\"", """{"type":"none"}""")]
    [InlineData("\"tool_choice\":\"required\"", """{"type":"any"}""")]
    [InlineData("\"tool_choice\":\"auto\",\"parallel_tool_calls\":false", """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData("\"parallel_tool_calls\":false", """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData("\"tool_choice\":\"none\",\"parallel_tool_calls\":false", """{"type":"none"}""")]
    [InlineData("\"parallel_tool_calls\":true", "null")]
    public void ToolChoice_InAnthropicsWords(string members, string choice) => Assert.True(JsonNode.DeepEquals(
        JsonNode.Parse(choice), Translated(members + ""","tools":[{"type":"function","function":{"name":"f"}}]""")["tool_choice"]));

    [Theory]
    [InlineData("none")]
    [InlineData("minimal")]
    public void NoEffort_IsNoThinking(string effort) => Assert.Equal("disabled", (string?)Translated($"\"reasoning_effort\":\"{effort}\"")["thinking"]!["type"]);

    [Fact]
    public void JsonObject_IsSaidInWords() => Assert.Contains("JSON object", (string?)Translated("\"response_format\":{\"type\":\"json_object\"}")["system"]![0]!["text"], StringComparison.Ordinal);

    [Fact]
    public void StopList_LosesEmptyOnes() => Assert.Equal("[\"a\",\"b\"]", Translated("\"stop\":[\"a\",\"\",\"b\"]")["stop_sequences"]!.ToJsonString());

    [Theory]
    [InlineData("[]", "", "must be a JSON object")]
    [InlineData("{", "", "not valid JSON")]
    [InlineData("""{"model":"\ud800","messages":[]}""", "", "half of a pair")]
    [InlineData("""{"messages":[]}""", "model", "is required")]
    [InlineData("""{"model":"m"}""", "messages", "is required")]
    [InlineData("""{"model":"m","messages":[{"role":"robot"}]}""", "messages[0].role", "must be system")]
    [InlineData("""{"model":"m","messages":[],"n":2}""", "n", "only one choice")]
    [InlineData("""{"model":"m","messages":[],"logprobs":true}""", "logprobs", "leave it out")]
    [InlineData("""{"model":"m","messages":[],"functions":[]}""", "functions", "use tools")]
    [InlineData("""{"model":"m","messages":[],"modalities":["text","audio"]}""", "modalities", "only text")]
    [InlineData("""{"model":"m","messages":[],"max_tokens":0}""", "max_tokens", "above 0")]
    [InlineData("""{"model":"m","messages":[],"temperature":"hot"}""", "temperature", "must be a number")]
    [InlineData("""{"model":"m","messages":[],"stop":1}""", "stop", "must be a text")]
    [InlineData("""{"model":"m","messages":[],"reasoning_effort":"very"}""", "reasoning_effort", "must be none")]
    [InlineData("""{"model":"m","messages":[],"tools":[{"type":"custom","custom":{}}]}""", "tools[0]", "of type function")]
    [InlineData("""{"model":"m","messages":[],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"sometimes"}""", "tool_choice", "must be auto")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"type":"input_audio"}]}]}""", "messages[0].content[0].type", "use text, image_url or file")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]}""", "messages[0].content[0].image_url.url", "https")]
    [InlineData("""{"model":"m","messages":[{"role":"tool","content":"x"}]}""", "messages[0].tool_call_id", "is required")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":7}]}""", "messages[0].content", "must be a text")]
    public void WhatCannotBeSaid_IsRefusedByItsField(string body, string field, string sentence)
    {
        Assert.False(InboundRequestReader.TryRead(Encoding.UTF8.GetBytes(body), out _, out RequestProblem? problem));

        Assert.Equal(field, problem!.Field);
        Assert.Contains(sentence, problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "invalid_request_error", "prompt is too long: 1 > 0", "invalid_request_error", "\"context_length_exceeded\"")]
    [InlineData(401, "authentication_error", "no", "authentication_error", "\"invalid_api_key\"")]
    [InlineData(402, "billing_error", "no", "insufficient_quota", "\"insufficient_quota\"")]
    [InlineData(404, "not_found_error", "no", "invalid_request_error", "\"model_not_found\"")]
    [InlineData(429, "rate_limit_error", "no", "rate_limit_error", "\"rate_limit_exceeded\"")]
    [InlineData(529, "overloaded_error", "no", "server_error", "null")]
    public void Error_IsSaidInOpenAisWords(int status, string type, string message, string expected, string code)
    {
        Assert.Equal(status, ErrorType.ToStatus(type));
        JsonNode error = JsonNode.Parse(OutboundAnswer.Translate(ErrorEnvelope.Create(type, message, "req_1"), 0))!["error"]!;

        Assert.Equal((message, expected, code), ((string?)error["message"], (string?)error["type"], error["code"]?.ToJsonString() ?? "null"));
    }
}
