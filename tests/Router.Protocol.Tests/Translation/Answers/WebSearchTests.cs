using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Tests.Translation.Streams;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>What providers say of their own searches, as Claude Code's WebSearch reads it.</summary>
public sealed class WebSearchTests
{
    private const string Citations = """[{"type":"url_citation","url_citation":{"url":"https://a.example/","title":"A \"one\"","start_index":0,"end_index":3}},{"type":"url_citation","url_citation":{"url":"https://b.example/"}}]""";
    private const string Links = """[{"type":"web_search_result","url":"https://a.example/","title":"A \"one\"","encrypted_content":"","page_age":null},{"type":"web_search_result","url":"https://b.example/","title":"https://b.example/","encrypted_content":"","page_age":null}]""";

    private static AnswerTerms Terms(WebSearchTerms? search) => new TermsFile().ToTerms() with { WebSearch = search };

    private static JsonObject Whole(string body, WebSearchTerms? search)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Null(ChatAnswerTranslator.Translate(Encoding.UTF8.GetBytes(body), Terms(search), new DegradationNotes(), output, out _));
        return JsonNode.Parse(output.WrittenSpan)!.AsObject();
    }

    private static JsonObject Streamed(WebSearchTerms? search, params string[] chunks)
    {
        string stream = string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n")) + "data: [DONE]\n\n";
        return StreamGrammarChecker.Complete(TranslatedStream.Of([Encoding.UTF8.GetBytes(stream)], Terms(search)).Output);
    }

    private static string Delta(string delta, string more = "", string finish = "null") => $$"""{"choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]{{more}}}""";

    private static string Types(JsonObject message) => string.Join(' ', message["content"]!.AsArray().Select(block => (string?)block!["type"]));

    private static readonly WebSearchTerms Search = new("the \"query\"", IsAvailable: true);

    [Fact]
    public void CitationsOfAWholeAnswer_StandBeforeTheText()
    {
        JsonObject message = Whole($$"""{"choices":[{"message":{"content":"Found.","annotations":{{Citations}}},"finish_reason":"stop"}]}""", Search);

        Assert.Equal("server_tool_use web_search_tool_result text", Types(message));
        JsonArray content = message["content"]!.AsArray();
        Assert.Equal("web_search", (string?)content[0]!["name"]);
        Assert.Equal("the \"query\"", (string?)content[0]!["input"]!["query"]);
        Assert.StartsWith("srvtoolu_", (string?)content[0]!["id"], StringComparison.Ordinal);
        Assert.Equal((string?)content[0]!["id"], (string?)content[1]!["tool_use_id"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Links), content[1]!["content"]));
        Assert.Equal(1, (int)message["usage"]!["server_tool_use"]!["web_search_requests"]!);
        Assert.Equal("end_turn", (string?)message["stop_reason"]);
    }

    [Fact]
    public void CitationsOfAWholeAnswer_StandBehindItsThinking() => Assert.Equal(
        "thinking server_tool_use web_search_tool_result text",
        Types(Whole($$"""{"choices":[{"message":{"reasoning_content":"Look.","content":"Found.","annotations":{{Citations}}},"finish_reason":"stop"}]}""", Search)));

    [Fact]
    public void CitationsBehindStreamedText_StandBehindIt_EachOnce()
    {
        JsonObject message = Streamed(
            Search,
            Delta("""{"role":"assistant","content":"Fou"}"""),
            Delta($$"""{"content":"nd.","annotations":{{Citations}}}"""),
            Delta($$"""{"annotations":{{Citations}}}""", finish: "\"stop\""));

        Assert.Equal("text server_tool_use web_search_tool_result", Types(message));
        Assert.Equal("Found.", (string?)message["content"]![0]!["text"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Links), message["content"]![2]!["content"]));
        Assert.Equal(1, (int)message["usage"]!["server_tool_use"]!["web_search_requests"]!);
    }

    [Fact]
    public void CitationsBeforeStreamedText_StandBetweenThinkingAndText()
    {
        JsonObject message = Streamed(
            Search,
            Delta("""{"reasoning_content":"Look."}"""),
            Delta($$"""{"annotations":{{Citations}}}"""),
            Delta("""{"content":"Found."}""", finish: "\"stop\""));

        Assert.Equal("thinking server_tool_use web_search_tool_result text", Types(message));
    }

    [Theory]
    [InlineData(""","web_search":[{"title":"T","link":"https://a.example/","media":"M","content":"C","refer":"ref_1"}]""")]
    [InlineData(""","search_info":{"search_results":[{"index":1,"title":"T","url":"https://a.example/","site_name":"S"}]}""")]
    public void ListsBesideTheChoices_AreRead(string list)
    {
        string found = """[{"type":"web_search_result","url":"https://a.example/","title":"T","encrypted_content":"","page_age":null}]""";

        JsonObject whole = Whole($$"""{"choices":[{"message":{"content":"Found."},"finish_reason":"stop"}]{{list}}}""", Search);
        JsonObject ahead = Streamed(Search, $$"""{"choices":[]{{list}}}""", Delta("""{"content":"Found."}"""), Delta("{}", list, "\"stop\""));
        JsonObject behind = Streamed(Search, Delta("""{"content":"Found."}"""), Delta("{}", list, "\"stop\""));

        Assert.Equal("server_tool_use web_search_tool_result text", Types(whole));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(found), whole["content"]![1]!["content"]));
        Assert.Equal(Types(whole), Types(ahead));
        Assert.Equal("text server_tool_use web_search_tool_result", Types(behind));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[{\"type\":\"file_citation\",\"file_citation\":{\"file_id\":\"f\"}}]")]
    [InlineData("[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\" \"}}]")]
    [InlineData("[\"https://a.example/\"]")]
    public void AnnotationsWithoutPages_DoNothing(string annotations)
    {
        JsonObject message = Whole($$"""{"choices":[{"message":{"content":"Hi.","annotations":{{annotations}}},"finish_reason":"stop"}],"web_search":[],"search_info":null}""", Search);

        Assert.Equal("text", Types(message));
        Assert.Null(message["usage"]!["server_tool_use"]);
    }

    [Fact]
    public void Citations_ThatNobodyAskedFor_DoNothing() =>
        Assert.Equal("text", Types(Whole($$"""{"choices":[{"message":{"content":"Hi.","annotations":{{Citations}}},"finish_reason":"stop"}]}""", search: null)));

    [Fact]
    public void SearchThatNobodyCanDo_IsToldFirst_AndNotCounted()
    {
        var search = new WebSearchTerms("q", IsAvailable: false);

        foreach (JsonObject message in (JsonObject[])[Whole("""{"choices":[{"message":{"content":"I know."},"finish_reason":"stop"}]}""", search), Streamed(search, Delta("""{"content":"I know."}""", finish: "\"stop\""))])
        {
            Assert.Equal("server_tool_use web_search_tool_result text", Types(message));
            Assert.Equal("""{"type":"web_search_tool_result_error","error_code":"unavailable"}""", message["content"]![1]!["content"]!.ToJsonString());
            Assert.Null(message["usage"]!["server_tool_use"]);
        }
    }
}
