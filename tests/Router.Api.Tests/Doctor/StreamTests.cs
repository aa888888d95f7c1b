using System.Text;
using FakeUpstream;
using Router.Api.Doctor.Probes;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>When a stream is none, and when its grammar breaks clients.</summary>
public sealed class StreamTests
{
    [Theory]
    [InlineData(3000, 10, true)]
    [InlineData(3000, 900, false)]
    [InlineData(400, 0, false)]
    public void StreamThatCameAtOnce_IsOneThatWasWaitedForAndThenTookNoTime(int beforeFirst, int fromFirstToLast, bool atOnce) =>
        Assert.Equal(atOnce, StreamCheck.CameAtOnce(TimeSpan.FromMilliseconds(beforeFirst), TimeSpan.FromMilliseconds(fromFirstToLast)));

    [Fact]
    public void CompleteStream_HasNoProblem()
    {
        (ProbeAnswer answer, string? problem) = StreamGrammar.Read(Encoding.UTF8.GetBytes(Samples.Ping + Samples.Stream("Hello, world!")));

        Assert.Null(problem);
        Assert.Equal("Hello, world!", answer.Text);
        Assert.Equal("end_turn", answer.StopReason);
    }

    [Fact]
    public void EventsWithoutTheirLine_AreNothingToTheOfficialClients()
    {
        (_, string? problem) = StreamGrammar.Read(Encoding.UTF8.GetBytes("data: {\"type\":\"message_start\",\"message\":{}}\n\n"));

        Assert.Contains("\"event:\" line", problem, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "", "no message_start" },
        { Samples.Start() + Samples.TextBlockStart(0) + Samples.BlockStop(0), "no message_stop at the end" },
        { Samples.Start() + Samples.TextBlockStart(1) + Samples.BlockStop(1) + Samples.End("end_turn"), "blocks are not counted from 0 without a gap" },
        { Samples.Start() + Samples.TextDelta(0, "a") + Samples.End("end_turn"), "content_block_delta outside of a block" },
        { Samples.Start() + Samples.TextBlockStart(0) + Samples.TextBlockStart(1), "content_block_start out of its place" },
        { Samples.Start() + Samples.Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"""), "message_delta has no usage.output_tokens, and clients break on that" },
        { Samples.Start() + Samples.Event("content_block_start", "{"), "the data of content_block_start is not what clients expect" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void BrokenStream_NamesItsFirstFault(string events, string problem) => Assert.Equal(problem, StreamGrammar.Read(Encoding.UTF8.GetBytes(events)).Problem);
}
