using System.Net;
using System.Text;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>Both directions to the byte: only what architecture.md's "Dialects" names may differ.</summary>
public sealed class PassThroughTests
{
    // Odd spacing, escapes, unknown fields, a nested "model", thinking blocks and a call without its result: all of it must survive.
    private const string Odd =
        """
        { "unknown_field" : {"model":"inner"}, "max_tokens":1024 ,"model"  :  "claude-test","system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=1; cc_entrypoint=cli;"}],
          "messages":[ {"role":"user","content":"Grüße \u00e9 \ud83d\ude00 \"model\":\"claude-test\""},
          {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"c2ln"},{"type":"redacted_thinking","data":"ZGF0YQ=="},{"type":"text","text":"ok"},{"type":"tool_use","id":"toolu_interrupted","name":"Bash","input":{}}]},
          {"role":"system","content":"Mid-conversation."} ,{"role":"user","content":[{"type":"text","text":"go","cache_control":{"type":"ephemeral","ttl":"1h","scope":"global"}}]}],
          "metadata":{"user_id":"{\"device_id\":\"a\"}"}, "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},"stream": STREAM }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NativeRequest_ReachesTheProvider_UnchangedButForTheModel(bool stream)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(stream ? Reply.Sse(Samples.Stream()) : Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        string body = Odd.Replace("STREAM", stream ? "true" : "false", StringComparison.Ordinal);

        using HttpResponseMessage response = await gateway.PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string expected = body.Replace("\"model\"  :  \"claude-test\"", "\"model\"  :  \"upstream-model\"", StringComparison.Ordinal);
        Assert.Equal(expected, provider.Requests[0].Text);
        Assert.Equal("/v1/messages?beta=true", provider.Requests[0].Target);
    }

    [Fact]
    public async Task SameModelName_IsSentToTheByte()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["secret-a"] } }, "models": { "claude-test": { "targets": ["a/*"] } } """);
        string body = Odd.Replace("STREAM", "false", StringComparison.Ordinal);

        using HttpResponseMessage response = await gateway.PostAsync(body);

        Assert.Equal(body, provider.Requests[0].Text);
    }

    [Theory]
    [InlineData(true, "claude-test")]
    [InlineData(false, "upstream-model")]
    public async Task NativeStream_ReachesTheClient_UnchangedButForTheModel(bool rewrite, string expectedModel)
    {
        string sent = Samples.Start() + Samples.Ping + ": a comment\n\n" + Samples.TextBlockStart(0) + Samples.TextDelta(0, "\"model\":\"upstream-model\"")
            + Samples.Event("brand_new_event", """{"type":"brand_new_event","x":1}""") + Samples.BlockStop(0) + Samples.End("end_turn") + "data: [DONE]\n\n";
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(sent));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + $", \"rewriteModel\": {(rewrite ? "true" : "false")}");

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        string expected = Samples.Start(expectedModel) + sent[Samples.Start().Length..];
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task Stream_InPiecesOfAnySize_ArrivesWhole(int size)
    {
        string text = "Grüße, 世界! 😀 – " + string.Join(' ', Enumerable.Range(0, 20));
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().SendInPieces(Samples.Stream(text), size));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(Samples.Stream(text, "claude-test"), await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Stream_WithOtherLineEnds_KeepsThem(string lineEnd)
    {
        string sent = Samples.Stream().Replace("\n", lineEnd, StringComparison.Ordinal);
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().SendInPieces(sent, 11));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(sent.Replace("upstream-model", "claude-test", StringComparison.Ordinal), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task NativeMessage_ReachesTheClient_UnchangedButForTheModel()
    {
        string sent = """{ "type":"message",  "model" : "upstream-model", "id":"msg_01","role":"assistant","content":[{"type":"text","text":"\"model\":\"upstream-model\" \u00e9"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2,"model":"x"},"new_field":[1,2]}""";
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, sent).With("anthropic-ratelimit-requests-remaining", "41").With("request-id", "req_upstream"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(sent.Replace("\"model\" : \"upstream-model\"", "\"model\" : \"claude-test\"", StringComparison.Ordinal), await response.Content.ReadAsStringAsync());
        Assert.Equal("41", response.Headers.GetValues("anthropic-ratelimit-requests-remaining").Single());
        Assert.Equal("req_upstream", response.Headers.GetValues("request-id").Single());
        Assert.Equal("a", response.Headers.GetValues("x-router-provider").Single());
        Assert.Equal("upstream-model", response.Headers.GetValues("x-router-model").Single());
        Assert.Equal("1", response.Headers.GetValues("x-router-attempts").Single());
    }

    [Fact]
    public async Task LargeFrame_PassesWhole()
    {
        string text = new('x', 3_000_000);
        string sent = Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, text) + Samples.BlockStop(0) + Samples.End("end_turn");
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(sent));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(sent.Length - "upstream-model".Length + "claude-test".Length, Encoding.UTF8.GetByteCount(await response.Content.ReadAsStringAsync()));
    }
}
