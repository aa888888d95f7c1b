using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

public sealed class RequestTranslatorTests
{
    [Theory]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"a"},{"type":"image","source":{"type":"file","file_id":"f"}}]}""", "messages.0.content.1.source.type")]
    [InlineData("""{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"f"}}]}""", "messages.0.content.0.source.type")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}]}""", "messages.0.content.0.content.0.source.type")]
    [InlineData("""{"role":"user","content":[{"type":"document","source":{"type":"content","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}}]}""", "messages.0.content.0.source.content.0.source.type")]
    [InlineData("""{"role":"user","content":"a"},{"role":"tool","content":"a"}""", "messages.1.role")]
    [InlineData("""{"role":7,"content":"a"}""", "messages.0.role")]
    [InlineData("""{"role":"user","content":""}""", "messages")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":" \n"}]},{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"}]}""", "messages")]
    [InlineData("""{"role":"system","content":"only this"}""", "messages")]
    public void WhatNoProviderCanRead_IsAProblemWithItsField(string messages, string field)
    {
        RequestProblem? problem = Translation.ProblemOf($$"""{"model":"m","max_tokens":1,"messages":[{{messages}}]}""");

        Assert.Equal(field, problem?.Field);
        Assert.EndsWith(".", problem?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenJson_IsAProblemWithItsPlace()
    {
        RequestProblem? problem = Translation.ProblemOf("{\"messages\":[\n]x}");

        Assert.Equal("", problem?.Field);
        Assert.Equal("The request body is not valid JSON (line 2, byte 2).", problem?.Text);
    }

    [Fact]
    public void DeepJson_IsTranslated()
    {
        string input = string.Concat(Enumerable.Repeat("""{"a":""", 200)) + "1" + new string('}', 200);

        Translation translation = Translation.Of(
            $$"""{"max_tokens":1,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"n","input":{{input}} }]}]}""");

        Assert.Equal(input, (string?)translation.Json["messages"]![1]!["tool_calls"]![0]!["function"]!["arguments"]);
    }

    [Fact]
    public void MessagesOfTheRoute_StandForTheClients()
    {
        var terms = new RequestTerms { Model = "m", Capabilities = new ChatCapabilities(), ExtraBody = new Dictionary<string, string>(StringComparer.Ordinal) { ["messages"] = "[7]" } };

        Translation translation = Translation.Of("""{"max_tokens":1,"messages":[{"role":"user","content":"a"}]}"""u8.ToArray(), terms);

        Assert.Equal("[7]", translation.Json["messages"]!.ToJsonString());
    }

    [Fact]
    public void StringsAmongBlocks_AreTexts()
    {
        Translation translation = Translation.Of("""{"max_tokens":1,"messages":[{"role":"user","content":["Hi","you"]}]}""");

        Assert.Equal("Hi\n\nyou", (string?)translation.Json["messages"]![0]!["content"]);
        Assert.Empty(translation.Notes.Codes);
    }

    [Theory]
    [InlineData(127_999, false)]
    [InlineData(128_000, false)]
    [InlineData(128_001, true)]
    public void OutputLimit_IsNotedOnlyWhenItIsLowered(int maxTokens, bool isLowered)
    {
        Translation translation = Translation.Of($$"""{"max_tokens":{{maxTokens}},"messages":[{"role":"user","content":"a"}]}""", "openai");

        Assert.Equal(isLowered, translation.Notes.Codes.Any());
        Assert.Equal(maxTokens, translation.Request.MaxTokens);
    }

    [Fact]
    public void SamplingThatIsNotTaken_IsNotedByItsName() => Assert.Equal(
        ["temperature-dropped", "top-p-dropped", "top-k-dropped"],
        Translation.Of("""{"max_tokens":100,"temperature":0.5,"top_p":0.5,"top_k":5,"messages":[{"role":"user","content":"a"}]}""", "openai").Notes.Codes);

    [Theory]
    [InlineData("""{"type":"grammar","schema":{"type":"object"}}""")]
    [InlineData("""{"type":"json_schema","schema":"none"}""")]
    [InlineData("""{"type":"json_schema"}""")]
    public void FormatThatIsNoSchema_LeavesTheAnswerFree(string format) =>
        Assert.Null(Translation.Of($$$"""{"max_tokens":1,"messages":[{"role":"user","content":"a"}],"output_config":{"format":{{{format}}}}}""").Json["response_format"]);

    [Fact]
    public void SchemaOfAnAnswer_IsGeminisAtGemini()
    {
        Translation translation = Translation.Of("""
            {"max_tokens":1,"messages":[{"role":"user","content":"a"}],"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"a":{"type":["string","null"]}},"additionalProperties":false}}}}
            """, "gemini");

        Assert.Equal(
            """{"type":"object","properties":{"a":{"type":"string","nullable":true}}}""",
            translation.Json["response_format"]!["json_schema"]!["schema"]!.ToJsonString());
    }

    [Fact]
    public void ExamplesOfATool_StandAloneWithoutADescription() => Assert.Equal(
        "Examples of its input:\n{\"a\":1}",
        (string?)Translation.Of("""
            {"max_tokens":1,"messages":[{"role":"user","content":"a"}],"tools":[{"name":"t","input_schema":{"type":"object"},"input_examples":[{"a":1}]}]}
            """).Json["tools"]![0]!["function"]!["description"]);

    [Fact]
    public void InstructionForTheAnswer_StandsAloneWithoutASystemText() => Assert.StartsWith(
        "Answer with one JSON value",
        (string?)Translation.Of("""
            {"max_tokens":1,"messages":[{"role":"user","content":"a"}],"output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}}
            """, "qwen").Json["messages"]![0]!["content"],
        StringComparison.Ordinal);

    [Fact]
    public void SystemBlockThatIsNoText_IsNoted()
    {
        Translation translation = Translation.Of("""
            {"max_tokens":1,"system":[{"type":"text","text":"Be brief."},{"type":"image","source":{}}],"messages":[{"role":"user","content":"a"}]}
            """);

        Assert.Equal("Be brief.", (string?)translation.Json["messages"]![0]!["content"]);
        Assert.Equal(["unknown-block"], translation.Notes.Codes);
    }

    [Fact]
    public void HalfSurrogatePairs_AreReplacedAndWholeOnesStay()
    {
        Translation translation = Translation.Of("""
            {"max_tokens":1,"messages":[{"role":"user","content":"cut \ud83d, \\ud83d, \ud83d\ude00, \uDE00 \u00e9"},
            {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"n","input":{"\ud83d":"\ud83d"}}]}]}
            """);

        Assert.Equal("cut \ufffd, \\ud83d, 😀, \ufffd é", (string?)translation.Json["messages"]![0]!["content"]);
        Assert.Equal("\ufffd", (string?)JsonNode.Parse((string)translation.Json["messages"]![1]!["tool_calls"]![0]!["function"]!["arguments"]!)!["\ufffd"]);
    }

    [Fact]
    public void BytesThatAreNotUtf8_AreReplaced()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"max_tokens":1,"messages":[{"role":"user","content":"a?b"}]}""");
        body[Array.IndexOf(body, (byte)'?')] = 0xff;

        Translation translation = Translation.Of(body, new RequestTerms { Model = "m", Capabilities = new ChatCapabilities() });

        Assert.Equal("a\ufffdb", (string?)translation.Json["messages"]![0]!["content"]);
    }

    [Fact]
    public void BigImage_IsNeverTurnedIntoAString()
    {
        string data = new('A', 8 << 20);
        byte[] body = Encoding.UTF8.GetBytes($$$$"""{"max_tokens":1,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{{data}}}}" } }]}]}""");
        var output = new ArrayBufferWriter<byte>(body.Length + 1_024);
        var terms = new RequestTerms { Model = "m", Capabilities = new ChatCapabilities() };
        Assert.True(RequestTranslator.TryTranslate(body, terms, new DegradationNotes(), output, out _, out _)); // fills the pool of arrays
        output.ResetWrittenCount();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(RequestTranslator.TryTranslate(body, terms, new DegradationNotes(), output, out _, out _));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated < 1 << 20, $"{allocated} bytes were allocated for an image of {data.Length}.");
        Assert.Contains($"data:image/png;base64,{data}", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void Outcome_TellsWhatTheAnswerNeeds()
    {
        string name = "mcp__" + new string('x', 80);
        Translation translation = Translation.Of($$"""
            {"max_tokens":0,"stop_sequences":["a","","b","c","d","e"],"messages":[{"role":"user","content":"a"}],
            "tools":[{"name":"{{name}}","input_schema":{"type":"object"} },{"type":"web_search_20250305","name":"web_search"}]}
            """);

        Assert.True(translation.Request.HasTools);
        Assert.Null(translation.Request.WebSearch);
        Assert.Contains("web-search-dropped", translation.Notes.Codes);
        Assert.Equal(0, translation.Request.MaxTokens);
        Assert.Equal(["a", "b", "c", "d", "e"], translation.Request.StopSequences);
        Assert.Equal(name, translation.Request.ToolNames.ToClient((string)translation.Json["tools"]![0]!["function"]!["name"]!));
    }

    [Fact]
    public void WebSearchOfTheProvider_IsAvailable_AlsoBesideOtherTools()
    {
        Translation alone = Translation.Of("""
            {"max_tokens":1,"messages":[{"role":"user","content":"a"}],"tools":[{"type":"web_search_20250305","name":"web_search"}]}
            """, "openrouter");
        Translation beside = Translation.Of("""
            {"max_tokens":1,"messages":[{"role":"user","content":"a"}],"tools":[{"name":"Bash","input_schema":{"type":"object"} },{"type":"web_search_20250305","name":"web_search"}]}
            """, "openrouter");

        Assert.Equal(new WebSearchTerms("a", IsAvailable: true), alone.Request.WebSearch);
        Assert.Equal(alone.Request.WebSearch, beside.Request.WebSearch);
        Assert.False(alone.Request.HasTools);
    }

    [Theory]
    [InlineData("\"Perform a web search for the query: weather in Bern\"", "weather in Bern")]
    [InlineData("[{\"type\":\"text\",\"text\":\"Perform a web search for the query: a \\\"b\\\" ü\"}]", "a \"b\" ü")]
    [InlineData("[{\"type\":\"text\",\"text\":\"context\"},{\"type\":\"text\",\"text\":\" who won? \"}]", "who won?")]
    [InlineData("[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"aa\"}}]", "")]
    public void WebSearchAlone_ThatTheProviderLacks_IsToBeToldWithItsQuery(string content, string query)
    {
        Translation translation = Translation.Of($$"""
            {"max_tokens":1,"messages":[{"role":"user","content":"earlier"},{"role":"assistant","content":"ok"},{"role":"user","content":{{content}}}],"tools":[{"type":"web_search_20250305","name":"web_search"}]}
            """);

        Assert.Equal(new WebSearchTerms(query, IsAvailable: false), translation.Request.WebSearch);
        Assert.Contains("web-search-dropped", translation.Notes.Codes);
    }

    [Fact]
    public void ClientToolNamedLikeAServerTool_StaysAFunction()
    {
        Translation translation = Translation.Of("""
            {"max_tokens":1,"messages":[{"role":"user","content":"a"}],"tools":[{"name":"web_search","input_schema":{"type":"object","properties":{}}}]}
            """);

        Assert.Null(translation.Request.WebSearch);
        Assert.Equal("web_search", (string?)translation.Json["tools"]![0]!["function"]!["name"]);
    }

    [Theory]
    [InlineData("""{"device_id":"d","account_uuid":"a","session_id":"1"}""", """{"device_id":"d","account_uuid":"a","session_id":"2"}""", true)]
    [InlineData("user_1_account__session_1", "user_1_account__session_2", true)]
    [InlineData("""{"device_id":"d"}""", """{"device_id":"e"}""", false)]
    [InlineData("{broken", "{other", false)]
    [InlineData("anna", "otto", false)]
    [InlineData("""{"device_id":"d","account_uuid":"a"}""", """{"device_id":"d","account_uuid":"b"}""", false)]
    [InlineData("""{"device_id":"","account_uuid":"a","session_id":"1"}""", """{"device_id":"","account_uuid":"a","session_id":"2"}""", true)]
    [InlineData("""{"account_uuid":"a"}""", """{"device_id":"","account_uuid":"a"}""", true)]
    [InlineData("""{"device_id":"d"}""", """{"device_id":"d","account_uuid":""}""", true)]
    [InlineData("""{"name":"anna"}""", """{"name":"otto"}""", false)]
    public void UserField_IsOneAUserNotOneASession(string first, string second, bool same)
    {
        string one = UserOf(first);

        Assert.Equal(64, one.Length);
        Assert.Equal(same, one == UserOf(second));
    }

    [Fact]
    public void ThousandsOfCallsWithOneId_ArePairedInOrder()
    {
        const int Count = 20_000;
        string calls = string.Join(',', Enumerable.Repeat("""{"type":"tool_use","id":"x","name":"n","input":{}}""", Count));
        string results = string.Join(',', Enumerable.Range(0, Count).Select(index => $$"""{"type":"tool_result","tool_use_id":"x","content":"{{index}}"}"""));

        JsonArray messages = Translation
            .Of($$"""{"max_tokens":1,"messages":[{"role":"assistant","content":[{{calls}}]},{"role":"user","content":[{{results}}]}]}""").Json["messages"]!.AsArray();

        Assert.Equal(Count, messages[0]!["tool_calls"]!.AsArray().Select(call => (string)call!["id"]!).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Enumerable.Range(0, Count), messages.Skip(1).Select(message => int.Parse((string)message!["content"]!, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void References_ThatMultiplyEndInsteadOfGrowing()
    {
        var definitions = new JsonObject();
        for (int level = 0; level < 40; level++)
        {
            definitions[$"d{level}"] = JsonNode.Parse($$$"""{"type":"object","properties":{"a":{"$ref":"#/$defs/d{{{level + 1}}}"},"b":{"$ref":"#/$defs/d{{{level + 1}}}"},"c":{"$ref":"#/$defs/d{{{level + 1}}}"} } }""");
        }

        string schema = new JsonObject { ["$ref"] = "#/$defs/d0", ["$defs"] = definitions }.ToJsonString();
        Translation translation = Translation.Of(
            $$"""{"max_tokens":1,"messages":[{"role":"user","content":"a"}],"tools":[{"name":"t","input_schema":{{schema}} }]}""", "gemini");

        Assert.Contains("schema-simplified", translation.Notes.Codes);
        Assert.True(translation.Bytes.Length < 4 << 20);
    }

    private static string UserOf(string user)
    {
        var body = new JsonObject
        {
            ["max_tokens"] = 100, ["metadata"] = new JsonObject { ["user_id"] = user },
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "a" }),
        };
        return (string)Translation.Of(body.ToJsonString(), "openai").Json["safety_identifier"]!;
    }
}
