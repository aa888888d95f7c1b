using Router.Protocol.Anthropic;
using Router.Protocol.OpenAI;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>An empty answer that <c>length</c> stopped is an overflow where the prompt can have filled the window, and nothing else is.</summary>
public sealed class SilentOverflowTests
{
    private static readonly MessageUsage Far = new(90_000, 0, 0, 0);

    private static AnswerFailure? Find(MessageUsage usage, long maxTokens = 8000, long? window = 100_000, int? mostOutput = null, StopCause cause = StopCause.Length, bool hasContent = false)
    {
        AnswerTerms terms = new TermsFile { MaxTokens = maxTokens }.ToTerms() with { Capabilities = new ChatCapabilities { ContextWindow = window, MaxOutputTokens = mostOutput } };
        return SilentOverflow.Find(terms, cause, hasContent, usage);
    }

    [Fact]
    public void EmptyAnswer_AtTheWindow_IsAnOverflow()
    {
        AnswerFailure failure = Find(Far)!;

        Assert.Equal((AnswerFailureKind.Error, 400), (failure.Kind, failure.Status));
        Assert.Equal("prompt is too long: 100001 tokens > 100000 maximum", failure.Error?.Message);
    }

    [Fact]
    public void ContentOrAnotherCause_IsNone()
    {
        Assert.Null(Find(Far, hasContent: true));
        Assert.Null(Find(Far, cause: StopCause.Done));
    }

    [Theory]
    [InlineData(50_000, 0, 0, true)]
    [InlineData(49_999, 0, 0, false)]
    [InlineData(20_000, 20_000, 20_000, true)] // what was read from the cache, or written to it, fills the window too
    [InlineData(20_000, 30_000, 0, true)]
    [InlineData(20_000, 0, 30_000, true)]
    public void Input_FromHalfTheWindowOn_CanHaveFilledIt(long input, long cacheRead, long cacheWrite, bool isOverflow) =>
        Assert.Equal(isOverflow, Find(new MessageUsage(input, 0, cacheRead, cacheWrite)) is not null);

    [Theory]
    [InlineData(1024, null, true)]
    [InlineData(1023, null, false)]
    [InlineData(8000, 1024, true)]
    [InlineData(8000, 1023, false)]
    public void LittleOutputAskedFor_IsNoOverflow(long maxTokens, int? mostOutput, bool isOverflow) =>
        Assert.Equal(isOverflow, Find(Far, maxTokens, mostOutput: mostOutput) is not null);

    [Theory]
    [InlineData(1600, 16, true)]
    [InlineData(1600, 17, false)]
    [InlineData(8000, 80, true)] // a hundredth of what was asked for
    [InlineData(8000, 81, false)]
    public void FewTokensOfOutput_AreNothingYet(long maxTokens, long output, bool isOverflow) =>
        Assert.Equal(isOverflow, Find(Far with { Output = output }, maxTokens) is not null);

    [Fact]
    public void InputThatNobodyCounted_IsNoOverflow() => Assert.Null(Find(default, window: null));
}
