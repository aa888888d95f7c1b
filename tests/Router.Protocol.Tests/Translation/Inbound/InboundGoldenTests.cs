using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Translation.Inbound;

namespace Router.Protocol.Tests.Translation.Inbound;

/// <summary>Clients of chat completions: their requests as Messages requests, and Messages answers as they expect them.</summary>
public sealed class InboundGoldenTests
{
    private const long Created = 1_700_000_000;

    public static TheoryData<string> Requests => Having("request.openai.json");

    public static TheoryData<string> Answers => Having("answer.anthropic.json");

    public static TheoryData<string> Streams => Having("stream.anthropic.sse");

    private static TheoryData<string> Having(string file) =>
        [.. GoldenFolder.Names("Inbound").Select(row => row.Data).Where(name => File.Exists(Path.Combine(GoldenFolder.Folder("Inbound", name), file)))];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_BecomesTheMessagesRequest(string name)
    {
        Assert.True(InboundRequestReader.TryRead(GoldenFolder.Bytes("Inbound", name, "request.openai.json"), out InboundRequest? request, out _));

        Same(GoldenFolder.Bytes("Inbound", name, "request.anthropic.json"), request!.Body);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_BecomesTheCompletion(string name) =>
        Same(GoldenFolder.Bytes("Inbound", name, "answer.openai.json"), OutboundAnswer.Translate(GoldenFolder.Bytes("Inbound", name, "answer.anthropic.json"), Created));

    [Theory]
    [MemberData(nameof(Streams))]
    public void Stream_BecomesTheChunks_InEveryChunking(string name)
    {
        byte[] events = GoldenFolder.Bytes("Inbound", name, "stream.anthropic.sse");
        string expected = GoldenFolder.Text("Inbound", name, "stream.openai.sse");
        bool usage = name.EndsWith("with-usage", StringComparison.Ordinal);

        foreach (int size in Enumerable.Range(1, 200).Append(events.Length))
        {
            var stream = new OutboundChunks(usage, Created);
            var output = new ArrayBufferWriter<byte>();
            foreach (byte[] piece in events.Chunk(size))
            {
                stream.Write(piece, output);
            }

            Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    [Fact]
    public void EventThatIsNoJson_IsAnError_ToldOnce()
    {
        var stream = new OutboundChunks(includeUsage: false, Created);
        var output = new ArrayBufferWriter<byte>();

        stream.Write("data: {broken\n\ndata: {\"type\":\"message_stop\"}\n\n"u8, output);

        Assert.Equal(
            "data: {\"error\":{\"message\":\"The provider's stream holds an event that is not JSON.\",\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static void Same(byte[] expected, byte[] actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Not as expected:\n{Encoding.UTF8.GetString(actual)}");
}
