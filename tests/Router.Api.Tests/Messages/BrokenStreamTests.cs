using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>After content: an error event, whole frames only, and nothing is tried again.</summary>
public sealed class BrokenStreamTests
{
    private static readonly string Head = Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a");

    private static async Task<string> RelayAsync(Reply reply)
    {
        await using FakeProvider first = await FakeProvider.StartAsync(reply);
        await using FakeProvider second = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl) + ", \"rewriteModel\": false");
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        string text = await response.Content.ReadAsStringAsync();
        Assert.Single(first.Requests);
        Assert.Empty(second.Requests);
        return text;
    }

    [Theory]
    [InlineData("")]
    [InlineData("event: content_block_delta\ndata: {\"type\":\"content_bl")]
    [InlineData("event: content_block_delta\n")]
    public async Task Cut_AfterContent_EndsWithAnErrorEvent_BehindWholeFrames(string halfFrame)
    {
        // The provider waits until the client has the first frames, so that the cut comes after content in every run.
        string text = await RelayAsync(Reply.Sse().Send(Head).Pause(TimeSpan.FromMilliseconds(200)).Send(Samples.TextDelta(0, "b") + halfFrame).Pause(TimeSpan.FromMilliseconds(200)).Cut());

        Assert.StartsWith(Head + Samples.TextDelta(0, "b") + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CleanEnd_WithoutMessageDelta_EndsWithAnErrorEvent()
    {
        string text = await RelayAsync(Reply.Sse(Head + Samples.BlockStop(0)));

        Assert.StartsWith(Head + Samples.BlockStop(0) + "event: error\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CleanEnd_AfterMessageDelta_IsWhole()
    {
        string sent = Head + Samples.BlockStop(0) + Samples.End("end_turn").Replace(Samples.Event("message_stop", """{"type":"message_stop"}"""), "", StringComparison.Ordinal);

        Assert.Equal(sent, await RelayAsync(Reply.Sse(sent)));
    }

    [Theory]
    [InlineData("event: message_stop")]
    [InlineData("event: message_stop\ndata: ")]
    [InlineData("event: message_stop\ndata: {\"type\":\"message_")]
    public async Task CleanEnd_InsideTheLastEvent_DoesNotReachTheClient(string halfFrame)
    {
        string sent = Head + Samples.BlockStop(0) + Samples.End("end_turn").Replace(Samples.Event("message_stop", """{"type":"message_stop"}"""), "", StringComparison.Ordinal);

        Assert.Equal(sent, await RelayAsync(Reply.Sse(sent + halfFrame)));
    }

    [Fact]
    public async Task LastEvent_WithoutItsEmptyLine_StillCounts()
    {
        string sent = (Head + Samples.BlockStop(0) + Samples.End("end_turn")).TrimEnd('\n');

        Assert.Equal(sent, await RelayAsync(Reply.Sse(sent)));
    }

    [Fact]
    public async Task ProvidersOwnErrorEvent_AfterContent_IsPassedOn_Alone()
    {
        string error = Samples.ErrorEvent("overloaded_error", "Overloaded");

        Assert.Equal(Head + error, await RelayAsync(Reply.Sse().Send(Head).Pause(TimeSpan.FromMilliseconds(200)).Send(error)));
    }
}
