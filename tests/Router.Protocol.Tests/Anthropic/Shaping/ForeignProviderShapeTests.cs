using Router.Protocol.Anthropic.Shaping;

namespace Router.Protocol.Tests.Anthropic.Shaping;

/// <summary>What an Anthropic-style provider that is not Anthropic does not get.</summary>
public sealed class ForeignProviderShapeTests
{
    private const string Line = "x-anthropic-billing-header: cc_version=2.1.329.abc; cc_entrypoint=cli;";

    private static readonly RequestShape Foreign = new() { RemoveAttribution = true, ReduceCacheMarks = true, RemoveServerTools = true };

    [Theory]
    [InlineData("""{"system":[ {"type":"text","text":"LINE"} , {"text":"You"}],"x":1}""", """{"system":[ {"text":"You"}],"x":1}""")]
    [InlineData("""{"system":[{"text":"You"} , {"text":"LINE","type":"text"} ],"x":1}""", """{"system":[{"text":"You"} ],"x":1}""")]
    [InlineData("""{"system":[{"text":"LINE\nYou are"}]}""", """{"system":[{"text":"You are"}]}""")]
    [InlineData("""{"system":[{"text":"LINE\n"},{"text":"You"}]}""", """{"system":[{"text":"You"}]}""")]
    [InlineData("""{"a":1,"system":[{"text":"LINE","cache_control":{"type":"ephemeral","ttl":"1h"}}],"x":1}""", """{"a":1,"x":1}""")]
    [InlineData("""{"system":"LINE","x":1}""", """{"x":1}""")]
    [InlineData("""{"system":"LINE\nYou are","x":1}""", """{"system":"You are","x":1}""")]
    [InlineData("""{"system":[{"text":"About LINE"}],"messages":[{"role":"user","content":"LINE"}]}""", null)]
    [InlineData("""{"system":[],"messages":[]}""", null)]
    [InlineData("""{"system":null}""", null)]
    public void Attribution_IsCutFromTheSystemTextOnly(string body, string? expected)
    {
        body = body.Replace("LINE", Line, StringComparison.Ordinal);

        Assert.Equal(expected ?? body, Shaped.Of(body, Foreign));
        Assert.Equal(body, Shaped.Of(body, Foreign with { RemoveAttribution = false, ReduceCacheMarks = false }));
    }

    [Theory]
    [InlineData("""{"system":[{"text":"a","cache_control": MARK }]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[ {"cache_control":MARK,"type":"text","text":"a"}, {"type":"text","cache_control":MARK}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","content":[{"type":"text","text":"a","cache_control":MARK}],"cache_control":MARK}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"content","content":[{"type":"text","cache_control":MARK}]}}]}]}""")]
    [InlineData("""{"tools":[{"name":"Bash","cache_control":MARK,"input_schema":{}}]}""")]
    [InlineData("""{"cache_control" : MARK}""")]
    public void CacheMark_IsReducedWhereverTheApiHasOne(string body)
    {
        foreach (string mark in (string[])["""{"type":"ephemeral","ttl":"1h"}""", """{ "scope":"global","type":"ephemeral" }""", """{"type":"ephemeral","ttl":"5m","scope":"global"}"""])
        {
            string sent = body.Replace("MARK", mark, StringComparison.Ordinal);
            Assert.Equal(body.Replace("MARK", """{"type":"ephemeral"}""", StringComparison.Ordinal), Shaped.Of(sent, Foreign));
            Assert.Equal(sent, Shaped.Of(sent, Foreign with { ReduceCacheMarks = false }));
        }
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","name":"Write","input":{"cache_control":MARK,"content":[{"cache_control":MARK}]}}]}]}""")]
    [InlineData("""{"tools":[{"name":"Bash","input_schema":{"properties":{"cache_control":MARK,"defer_loading":true,"type":{"type":"web_search_20250305"}}}}]}""")]
    [InlineData("""{"metadata":{"cache_control":MARK},"messages":[{"role":"user","content":"\"cache_control\":{\"ttl\":\"1h\"}"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","cache_control":null},{"type":"text","cache_control": {"type" : "ephemeral"}},{"x":MARK}]}]}""")]
    public void WhatIsTheClientsOwn_StaysToTheByte(string body)
    {
        body = body.Replace("MARK", """{"type":"ephemeral","ttl":"1h"}""", StringComparison.Ordinal);

        Assert.Equal(body, Shaped.Of(body, Foreign, out string notes));
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("""{"tools":[{"type":"web_search_20250305","name":"web_search"}, {"name":"Bash"}]}""", """{"tools":[{"name":"Bash"}]}""", "web-search-dropped")]
    [InlineData("""{"tools":[{"name":"Bash","type":"custom"},{"type":"web_fetch_20250910","name":"web_fetch","cache_control":{"ttl":"1h"}}]}""", """{"tools":[{"name":"Bash","type":"custom"}]}""", "web-fetch-dropped")]
    [InlineData("""{"x":1,"tools":[{"type":"web_search_20250305","name":"web_search"}],"tool_choice":{"type":"tool","name":"web_search"}}""", """{"x":1}""", "web-search-dropped tool-choice-dropped")]
    [InlineData("""{"tools":[{"name":"Bash"},{"type":"web_search_20250305","name":"web_search"}],"tool_choice":{"type":"tool","name":"web_search"}}""", """{"tools":[{"name":"Bash"}]}""", "web-search-dropped tool-choice-dropped")]
    [InlineData("""{"tools":[{"type":"tool_search_tool_regex_20251119","name":"tool_search_tool_regex"},{"name":"Bash", "defer_loading":true}]}""", """{"tools":[{"name":"Bash"}]}""", "tool-search-dropped")]
    [InlineData("""{"tools":[{"defer_loading" : true , "name":"Bash","cache_control":{"ttl":"1h"},"type":null}]}""", """{"tools":[{"name":"Bash","cache_control":{"type":"ephemeral"},"type":null}]}""", "")]
    public void ServerToolsAndDeferral_Go(string body, string expected, string expectedNotes)
    {
        Assert.Equal(expected, Shaped.Of(body, Foreign, out string notes));
        Assert.Equal(expectedNotes, notes);
    }

    [Fact]
    public void ServerTools_StayWhereTheyAreTaken()
    {
        const string Body = """{"tools":[{"type":"web_search_20250305","name":"web_search"},{"name":"Bash","defer_loading":true}]}""";

        Assert.Equal(Body, Shaped.Of(Body, Foreign with { RemoveServerTools = false }));
    }

    [Fact]
    public void WhatTheConfigurationSetsAsAWhole_IsLeftToIt()
    {
        string body = $$"""{"system":"{{Line}}","tools":[{"type":"web_search_20250305"}],"cache_control":{"ttl":"1h"} }""";

        Assert.Equal(body, Shaped.Of(body, Foreign, "system", "tools", "cache_control"));
    }

    [Fact]
    public void RemovedToolsOfTheEntry_AndServerTools_GoTogether() =>
        Assert.Equal(
            """{"tools":[{"name":"Read"}]}""",
            Shaped.Of("""{"tools":[{"name":"Bash","defer_loading":true},{"type":"web_search_20250305","name":"web_search"},{"name":"Read"}]}""", Foreign with { RemoveTools = new HashSet<string> { "Bash" } }));
}
