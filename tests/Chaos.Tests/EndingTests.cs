using System.Text;
using FakeUpstream;
using Xunit;

namespace Chaos.Tests;

/// <summary>The judge of endings sees what is wrong.</summary>
public sealed class EndingTests
{
    private static readonly string Text = Wording.Text(7, 2);
    private static readonly string Whole = Samples.Stream(Text, "chaos-1");
    private static readonly string Stop = Samples.Event("message_stop", """{"type":"message_stop"}""");

    private static Ending Judge(string body, bool stream = true, int status = 200) => Ending.Of(new Question(7, "chaos-1", stream), status, Encoding.UTF8.GetBytes(body));

    [Fact]
    public void RightEndings_AreTold()
    {
        string half = Samples.Start("chaos-1") + Samples.TextBlockStart(0) + Samples.TextDelta(0, "Answer 7.2 of");

        Assert.Equal(new Ending(Ending.Stream, 2), Judge(Whole));
        Assert.Equal(new Ending(Ending.ClosedStream, 2), Judge(Whole[..^Stop.Length]));
        Assert.Equal(new Ending(Ending.BrokenStream, 2), Judge(half + Samples.ErrorEvent("api_error", "cut")));
        Assert.Equal(new Ending(Ending.RefusedStream), Judge(Samples.Ping + Samples.ErrorEvent("api_error", "cut")));
        Assert.Equal(new Ending(Ending.Message, 2), Judge(Samples.Message(Text, "chaos-1"), stream: false));
        Assert.Equal(new Ending("HTTP 529"), Judge(Samples.Error("overloaded_error", "Overloaded"), status: 529));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "another's answer", Samples.Stream(Wording.Text(8, 2), "chaos-1") },
        { "two attempts in one", Samples.Stream(Text + Text, "chaos-1") },
        { "two answers", Whole + Whole },
        { "two endings", Whole + Samples.ErrorEvent("api_error", "cut") },
        { "no ending", Whole[..^Stop.Length][..Whole.IndexOf("event: message_delta", StringComparison.Ordinal)] },
        { "half a frame", Whole[..^(Stop.Length + 1)] },
        { "another model", Samples.Stream(Text, "upstream-model") },
        { "words missing", Whole.Replace(Samples.TextDelta(0, " word"), "", StringComparison.Ordinal) },
        { "an event twice", Whole.Replace(Samples.BlockStop(0), Samples.BlockStop(0) + Samples.BlockStop(0), StringComparison.Ordinal) },
        { "not JSON", Whole.Replace("\"index\":0", "\"index\":", StringComparison.Ordinal) },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongStream_IsSeen(string mistake, string body) => Assert.True(Judge(body).Kind.StartsWith(Ending.Bad, StringComparison.Ordinal), mistake);

    [Theory]
    [InlineData("", 200)]
    [InlineData("<html>", 502)]
    [InlineData("{}", 502)]
    public void WrongBody_IsSeen(string body, int status) => Assert.StartsWith(Ending.Bad, Judge(body, stream: false, status).Kind, StringComparison.Ordinal);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task AttemptBehindTheAnswer_IsSeen_UnlessItWasGivenUp(bool leaves, int problems)
    {
        var ledger = new Ledger(20) { Leaving = TimeSpan.FromMilliseconds(50) };
        ledger.Arrive(0, Task.CompletedTask);
        ledger.Arrive(0, leaves ? Task.CompletedTask : new TaskCompletionSource().Task);
        ledger.End(0, attempt: 1);
        await ledger.JudgeAsync();

        Assert.Equal(problems, ledger.Problems.Count);
    }

    [Fact]
    public async Task QuestionAfterTheEnding_IsSeen_UnlessItWasGivenUp()
    {
        var ledger = new Ledger(20) { Leaving = TimeSpan.FromMilliseconds(50) };
        ledger.Arrive(0, Task.CompletedTask);
        ledger.End(0, attempt: 1);
        Assert.True(ledger.HasEnded(0));

        ledger.ArriveLate(0, Task.CompletedTask);
        await ledger.JudgeAsync();
        Assert.Empty(ledger.Problems);

        ledger.ArriveLate(0, new TaskCompletionSource().Task);
        await ledger.JudgeAsync();
        Assert.Single(ledger.Problems);
    }

    [Fact]
    public async Task TooManyLateQuestions_AreSeen()
    {
        var ledger = new Ledger(10);
        ledger.End(0, attempt: 0);
        ledger.ArriveLate(0, Task.CompletedTask);
        ledger.ArriveLate(0, Task.CompletedTask);
        await ledger.JudgeAsync();

        Assert.Single(ledger.Problems);
    }
}
