using FsCheck;
using FsCheck.Fluent;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>Whatever a provider sends, no exception, and the grammar holds or the failure is told.</summary>
public sealed class ChatStreamProperties
{
    private static readonly Gen<string> Text = Gen.Elements(
        "\"\"", "\" \"", "\"\\n\"", "\"Hi\"", "\"\\ud83d\"", "\"\\ude00\"", "\"<think>\"", "\"</think>\"", "\"<tool_call>{\\\"name\\\":\\\"A\\\"}\"", "\"</tool_call>\"",
        "\"<function=A><parameter=b>\"", "\"</parameter></function>\"", "\"<thought>\"", "null", "7", "[]", "[{\"type\":\"text\",\"text\":\"part\"}]", "{}", "{\"text\":\"deep\"}");

    private static readonly Gen<string> Arguments = Gen.Elements(
        "\"\"", "\"{\"", "\"}\"", "\"{}\"", "\"{\\\"a\\\":1}\"", "\"\\\"x\\\":\"", "\"[\"", "\"\\\"\"", "\"\\\\\"", "\"\\\\u00\"", "\"null\"", "null", "{\"a\":{}}", "[1]", "5", "\" \"");

    private static readonly Gen<string> Call =
        from index in Gen.Elements("", "\"index\":0,", "\"index\":1,", "\"index\":null,", "\"index\":\"1\",", "\"index\":-3,", "\"index\":[],")
        from id in Gen.Elements("", "\"id\":\"a\",", "\"id\":\"b\",", "\"id\":\"\",", "\"id\":null,", "\"id\":\"functions.x:0\",", "\"id\":7,")
        from name in Gen.Elements("", "\"name\":\"A\",", "\"name\":\"B\",", "\"name\":\"\",", "\"name\":null,", "\"name\":\" \",")
        from arguments in Arguments
        from extra in Gen.Elements("", "", ",\"extra_content\":{\"google\":{\"thought_signature\":\"S\"}}", ",\"type\":\"custom\",\"custom\":{\"name\":\"C\",\"input\":\"text\"}")
        select $$"""{{{index}}{{id}}"function":{{{name}}"arguments":{{arguments}}}{{extra}}}""";

    private static readonly Gen<string> Detail = Gen.Elements(
        """{"type":"reasoning.text","text":"t","index":0}""", """{"type":"reasoning.text","signature":"s","index":0}""", """{"type":"reasoning.encrypted","data":"e","id":"x"}""",
        """{"type":"reasoning.summary","summary":null}""", "{}", "null", "\"text\"", """{"type":7,"text":{"a":[]},"index":"0"}""");

    private static readonly Gen<string> Delta =
        from content in Text
        from reasoning in Text
        from field in Gen.Elements("reasoning", "reasoning_content", "refusal", "audio", "extra_content", "function_call", "other")
        from calls in Gen.Frequency((2, Gen.Constant("null")), (2, Call.ListOf(1).Select(List)), (1, Call.ListOf(2).Select(List)))
        from details in Gen.Frequency((3, Gen.Constant("null")), (1, Detail.ListOf(2).Select(List)))
        select $$"""{"content":{{content}},"{{field}}":{{reasoning}},"tool_calls":{{calls}},"reasoning_details":{{details}}}""";

    private static readonly Gen<string> Chunk = Gen.Frequency(
        (20, from delta in Delta
             from finish in Gen.Frequency((12, Gen.Constant("null")), (1, Gen.Elements("\"stop\"", "\"length\"", "\"tool_calls\"", "\"content_filter\"", "\"odd\"", "\"error\"", "5", "\"\"")))
             from usage in Gen.Frequency((6, Gen.Constant("null")), (1, Gen.Elements("""{"prompt_tokens":9,"completion_tokens":1e3}""", """{"prompt_tokens":-1,"total_tokens":"x","completion_tokens":99999999999999999999}""", "[]", "{}")))
             select $$"""{"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}],"usage":{{usage}}}"""),
        (1, Gen.Elements("[DONE]", "{}", "[]", "null", "", "{", "text", """{"error":{}}""", """{"error":"x"}""", """{"choices":null}""", """{"choices":[null,7,{}]}""",
            """{"choices":[{"index":0,"delta":null,"finish_reason":null}]}""", """{"choices":[{"index":0}],"model":7}""", """{"message":"x"}""", "\"text\"", """[{"error":{"code":5}}]""")));

    private static readonly Gen<string[]> Streams = Chunk.ListOf().Select(list => list.ToArray());

    [Fact]
    public void AnyChunks_KeepTheGrammarOrFail() =>
        Prop.ForAll(Streams.ToArbitrary(), chunks => Check(chunks, new TermsFile())).Check(PropertyRuns.Of(3000));

    [Fact]
    public void AnyChunks_KeepTheGrammarOrFail_WhenTextIsSearched() =>
        Prop.ForAll(Streams.ToArbitrary(), chunks => Check(chunks, new TermsFile { ThinkTags = true, LeakedToolCalls = true, Model = null, ContextWindow = 10 }))
            .Check(PropertyRuns.Of(3000));

    private static string List(IEnumerable<string> elements) => $"[{string.Join(',', elements)}]";

    private static void Check(string[] chunks, TermsFile terms)
    {
        TranslatedStream translated = TranslatedStream.Of(string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n")), terms.ToTerms());
        if (translated.Failure is { } failure)
        {
            Assert.InRange(failure.Status, 400, 599);
            StreamGrammarChecker.BrokenOff(translated.Output);
        }
        else
        {
            StreamGrammarChecker.Complete(translated.Output);
        }

        Assert.All(translated.Notes.Codes, code => Assert.Matches("^[a-z0-9-]+$", code));
    }
}
