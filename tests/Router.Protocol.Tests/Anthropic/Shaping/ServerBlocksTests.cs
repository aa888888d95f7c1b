using System.Text.Json;
using Router.Protocol.Anthropic.Shaping;

namespace Router.Protocol.Tests.Anthropic.Shaping;

/// <summary>Pitfall 23 in the history: a session that used Anthropic's servers goes on at a provider that knows none of their blocks.</summary>
public sealed class ServerBlocksTests
{
    private static readonly RequestShape Foreign = new() { ReduceCacheMarks = true, RemoveServerTools = true };

    [Theory]
    [InlineData("""{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"orleans \"grains\""}}""", """[web_search {\"query\":\"orleans \\\"grains\\\"\"}]""")]
    [InlineData("""{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://e.org","title":"Gr\u00fc\u00dfe","encrypted_content":"zzz","page_age":null}]}""", """[web_search result]\nGr\u00fc\u00dfe\nhttps://e.org""")]
    [InlineData("""{"content":{"type":"web_search_tool_result_error","error_code":"max_uses_exceeded"},"type":"web_search_tool_result","tool_use_id":"srvtoolu_1"}""", """[web_search result]\nmax_uses_exceeded""")]
    [InlineData("""{"type":"web_fetch_tool_result","tool_use_id":"s","content":{"type":"web_fetch_result","url":"https://e.org","content":{"type":"document","source":{"type":"text","data":"page"}}}}""", """[web_fetch result]\nhttps://e.org\npage""")]
    [InlineData("""{"type":"code_execution_tool_result","tool_use_id":"s","content":{"type":"code_execution_result","stdout":"42","stderr":"","return_code":0}}""", """[code_execution result]\n42""")]
    [InlineData("""{"type":"bash_code_execution_tool_result","tool_use_id":"s","content":{"type":"bash_code_execution_result","stdout":"42"}}""", """[bash_code_execution result]\n42""")]
    [InlineData("""{"type":"text_editor_code_execution_tool_result","tool_use_id":"s","content":{"type":"text_editor_code_execution_view_result","content":"a file"}}""", """[text_editor_code_execution result]\na file""")]
    [InlineData("""{"type":"tool_search_tool_result","tool_use_id":"s","content":{"type":"tool_search_tool_search_result","tool_references":[{"type":"tool_reference","tool_name":"Glob"}]}}""", """[tool_search result]\nGlob""")]
    [InlineData("""{"type":"mcp_tool_use","id":"m1","name":"find","server_name":"s","input":{}}""", "[find {}]")]
    [InlineData("""{"type":"mcp_tool_result","tool_use_id":"m1","is_error":false,"content":[{"type":"text","text":"mcp says"}]}""", """[mcp result]\nmcp says""")]
    [InlineData("""{"type":"advisor_tool_result","tool_use_id":"a1","content":{"type":"advisor_result","text":"do it"}}""", """[advisor result]\ndo it""")]
    [InlineData("""{"type":"container_upload","file_id":"f"}""", "[A file was put into a code execution container, which is not available here.]")]
    [InlineData("""{"type":"compaction","content":"so far","encrypted_content":"x"}""", "so far")]
    [InlineData("""{"type":"compaction","content":null,"encrypted_content":"x"}""", "[What was said before was left out.]")]
    [InlineData("""{"type":"fallback","from":{"model":"a"},"to":{"model":"b"}}""", "[Another model went on here.]")]
    [InlineData("""{"type":"tool_addition","tool":{"type":"tool_reference","tool_name":"Glob"}}""", "The tool Glob can be called now.")]
    [InlineData("""{"type":"tool_removal","tool":{"type":"tool_reference","tool_name":"Glob"}}""", "The tool Glob can't be called any more.")]
    public void Block_BecomesWords_AndTheRestStaysToTheByte(string block, string words)
    {
        string body = $$"""{"messages":[ {"role":"assistant","content":[{"type":"text","text":"a"} , {{block}}]} ,{"role":"user","content":"b"}]}""";

        string shaped = Shaped.Of(body, Foreign);

        Assert.Equal(body.Replace(block, $$"""{"type":"text","text":"{{words}}"}""", StringComparison.Ordinal), shaped);
        Assert.NotNull(JsonElement.Parse(shaped).ToString());
        Assert.Equal(body, Shaped.Of(body, Foreign with { RemoveServerTools = false }));
    }

    [Fact]
    public void ToolReferenceInAResult_BecomesWords() => Assert.Equal(
        """{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"The tool mcp__a__b can be called now."}, {"type":"text","text":"The tool C can be called now."}]}]}]}""",
        Shaped.Of("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"tool_reference","tool_name":"mcp__a__b"}, {"tool_name":"C","type":"tool_reference"}]}]}]}""", Foreign));

    [Fact]
    public void CacheMark_OfAReplacedBlock_StaysAndIsReducedOnce()
    {
        const string Body = """{"messages":[{"role":"assistant","content":[{"type":"server_tool_use","id":"s","name":"web_search","input":{},"cache_control":{"type":"ephemeral","ttl":"1h"}},{"type":"text","text":"a","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]}""";

        Assert.Equal(
            """{"messages":[{"role":"assistant","content":[{"type":"text","text":"[web_search {}]","cache_control":{"type":"ephemeral"}},{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}]}]}""",
            Shaped.Of(Body, Foreign));
        Assert.Equal(
            """{"messages":[{"role":"assistant","content":[{"type":"text","text":"[web_search {}]","cache_control":{"type":"ephemeral","ttl":"1h"}},{"type":"text","text":"a","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]}""",
            Shaped.Of(Body, Foreign with { ReduceCacheMarks = false }));
    }

    [Fact]
    public void CitationsAndCallers_Go_AndADocumentsWishStays() => Assert.Equal(
        """{"messages":[{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"tool_use","id":"t","name":"Bash","input":{"caller":1,"citations":[]}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"},{"type":"document","citations":{"enabled":true},"source":{"type":"content","content":[{"type":"text","text":"b"}]}}]}]}""",
        Shaped.Of(
            """{"messages":[{"role":"assistant","content":[{"type":"text","text":"a","citations":[{"type":"web_search_result_location","encrypted_index":"x"}]},{"type":"tool_use","id":"t","name":"Bash","input":{"caller":1,"citations":[]},"caller":{"type":"direct"}}]},{"role":"user","content":[{"toolset_name":"x","type":"tool_result","tool_use_id":"t"},{"type":"document","citations":{"enabled":true},"source":{"type":"content","content":[{"type":"text","text":"b"}]}}]}]}""",
            Foreign));

    [Fact]
    public void SearchThatTheGatewayTold_BecomesWordsAtEveryProvider()
    {
        const string Own = """{"type":"server_tool_use","id":"srvtoolu_rtrAb1","name":"web_search","input":{"query":"q"}},{"type":"web_search_tool_result","tool_use_id":"srvtoolu_rtrAb1","content":[{"type":"web_search_result","url":"https://e.org","title":"E","encrypted_content":"","page_age":null}]}""";
        const string Anthropics = """{"type":"server_tool_use","id":"srvtoolu_01","name":"web_search","input":{"query":"q"}}""";
        string body = $$"""{"messages":[{"role":"assistant","content":[{{Own}},{{Anthropics}}]}]}""";

        Assert.Equal(
            $$"""{"messages":[{"role":"assistant","content":[{"type":"text","text":"[web_search {\"query\":\"q\"}]"},{"type":"text","text":"[web_search result]\nE\nhttps://e.org"},{{Anthropics}}]}]}""",
            Shaped.Of(body, new RequestShape()));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"\"server_tool_use\" and \"tool_reference\" \"srvtoolu_rtr"}]}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Write","input":{"type":"server_tool_use","content":[{"type":"tool_reference"}]}}]}]}""")]
    [InlineData("""{"tools":[{"name":"a","input_schema":{"properties":{"caller":{"type":"tool_reference"}}}}],"messages":[{"role":"user","content":"\"server_tool_use\""}]}""")]
    public void WhatIsTheClientsOwn_StaysToTheByte(string body) => Assert.Equal(body, Shaped.Of(body, Foreign));

    [Theory]
    [InlineData("""{"tools":[{"name":"a","input_examples":[{"x":1}],"strict":true,"allowed_callers":["direct"],"input_schema":{"strict":1}}]}""", """{"tools":[{"name":"a","input_schema":{"strict":1}}]}""", "")]
    [InlineData("""{"mcp_servers":[{"type":"url"}],"container":"c","x":1}""", """{"x":1}""", "mcp-dropped container-dropped")]
    [InlineData("""{"mcp_servers":null,"container":null,"x":1}""", """{"x":1}""", "")]
    [InlineData("""{"container":null,"x":1,"container":"c"}""", """{"x":1}""", "container-dropped")]
    [InlineData("""{"output_config":{"effort":"high","format":{"type":"json_schema"}},"messages":[{"output_config":{"effort":"low"},"role":"system","content":"a"},{"role":"user","content":"b","output_config":{}}]}""", """{"output_config":{"format":{"type":"json_schema"}},"messages":[{"role":"system","content":"a"},{"role":"user","content":"b"}]}""", "")]
    [InlineData("""{"output_config":{"effort":"high"},"x":1}""", """{"x":1}""", "")]
    public void FieldsWithoutTheirBeta_Go(string body, string expected, string expectedNotes)
    {
        RequestShape shape = Foreign with { RemoveToolMembers = new HashSet<string> { "strict" }, RemoveOutputConfig = new HashSet<string> { "effort" }, RemoveTurnConfig = true };

        Assert.Equal(expected, Shaped.Of(body, shape, out string notes));
        Assert.Equal(expectedNotes, notes);
    }

    [Fact]
    public void EffortOfTheEntry_IsSetBesideWhatGoes_ButNotWhereNoneIsTaken()
    {
        const string Body = """{"output_config":{"format":{"type":"json_schema"}}}""";
        RequestShape shape = new() { Effort = "low", RemoveOutputConfig = new HashSet<string> { "format" } };

        Assert.Equal("""{"output_config":{"effort":"low"}}""", Shaped.Of(Body, shape));
        Assert.Equal(Body, Shaped.Of(Body, shape with { RemoveOutputConfig = new HashSet<string> { "effort" } }));
    }
}
