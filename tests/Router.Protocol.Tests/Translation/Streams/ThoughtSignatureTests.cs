namespace Router.Protocol.Tests.Translation.Streams;

public sealed class ThoughtSignatureTests
{
    private static string Delta(string delta, string finish = "null") => $$"""{"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";

    private static string Signature(string text) => Delta($$$$"""{"extra_content":{"google":{"thought_signature":"{{{{text}}}}"}}}""");

    [Fact]
    public void TwoSignatures_BehindThinking_CloseItProperly()
    {
        TranslatedStream translated = TranslatedStream.Of(TranslatedStream.Sse(
            Delta("""{"reasoning_content":"Let me see"}"""), Signature("S1"), Signature("S2"), Delta("""{"content":"Hi"}"""), Delta("{}", "\"stop\"")));

        Assert.Null(translated.Failure);
        StreamGrammarChecker.Complete(translated.Output);
        Assert.Equal(2, translated.Output.Split("redacted_thinking").Length - 1);
        Assert.Single(translated.Output.Split("signature_delta")[1..]);
    }
}
