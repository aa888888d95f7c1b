using Router.Protocol.Anthropic.Shaping;

namespace Router.Protocol.Tests.Anthropic.Shaping;

public sealed class RequestShaperTests
{
    private static readonly RequestShape NoSearch = new() { RemoveTools = new HashSet<string>(["WebSearch", "Näh"], StringComparer.Ordinal) };

    [Theory]
    [InlineData("""{"tools":[{"name":"Bash"}, {"name":"WebSearch","input_schema":{"name":"Bash"}} ,{"name":"Read"}],"x":1.50}""", """{"tools":[{"name":"Bash"} ,{"name":"Read"}],"x":1.50}""")]
    [InlineData("""{"tools":[ {"name":"WebSearch"}, {"name":"Bash"} ]}""", """{"tools":[ {"name":"Bash"} ]}""")]
    [InlineData("""{"tools":[{"name":"Bash","input_schema":{"properties":{"name":{"const":"WebSearch"}}}}]}""", """{"tools":[{"name":"Bash","input_schema":{"properties":{"name":{"const":"WebSearch"}}}}]}""")]
    [InlineData("""{"tools":[{"name":"websearch"},{"name":"WebSearch2"}]}""", """{"tools":[{"name":"websearch"},{"name":"WebSearch2"}]}""")]
    [InlineData("""{"tools":[{"n\u0061me":"Web\u0053earch"},{"name":"N\u00e4h"},{"name":"Bash"}]}""", """{"tools":[{"name":"Bash"}]}""")]
    [InlineData("""{"tools":[{"type":"web_search_20250305","name":"WebSearch"}], "tool_choice":{"type":"any"},"model":"m"}""", """{"model":"m"}""")]
    [InlineData("""{"model":"m","tools":[{"name":"WebSearch"}]}""", """{"model":"m"}""")]
    [InlineData("""{"tools":[],"tool_choice":{"type":"auto"}}""", """{"tools":[],"tool_choice":{"type":"auto"}}""")]
    [InlineData("""{"tools":null,"messages":[{"role":"user","content":[{"type":"tool_use","name":"WebSearch"}]}]}""", """{"tools":null,"messages":[{"role":"user","content":[{"type":"tool_use","name":"WebSearch"}]}]}""")]
    [InlineData("""{"tools":["odd",{"name":7},{"name":"WebSearch"},[]]}""", """{"tools":["odd",{"name":7},[]]}""")]
    public void RemovedTools_LeaveEveryOtherByte(string body, string expected) => Assert.Equal(expected, Shaped.Of(body, NoSearch));

    [Theory]
    [InlineData("""{"tool_choice":{"type":"tool","name":"WebSearch"},"tools":[{"name":"WebSearch"},{"name":"Bash"}]}""", """{"tools":[{"name":"Bash"}]}""", "tool-choice-dropped")]
    [InlineData("""{"tool_choice":{"type":"tool","name":"Bash"},"tools":[{"name":"WebSearch"},{"name":"Bash"}]}""", """{"tool_choice":{"type":"tool","name":"Bash"},"tools":[{"name":"Bash"}]}""", "")]
    [InlineData("""{"tool_choice":{"type":"tool","name":"WebSearch"},"tools":[{"name":"WebSearch"}],"n":1}""", """{"n":1}""", "tool-choice-dropped")]
    public void ChoiceOfARemovedTool_GoesWithIt(string body, string expected, string notes)
    {
        Assert.Equal(expected, Shaped.Of(body, NoSearch, out string told));
        Assert.Equal(notes, told);
    }

    [Theory]
    [InlineData("""{"max_tokens": 32000 ,"x":1}""", """{"max_tokens": 8000 ,"x":1}""", "max-tokens-lowered")]
    [InlineData("""{"max_tokens":8000}""", """{"max_tokens":8000}""", "")]
    [InlineData("""{"max_tokens":0}""", """{"max_tokens":0}""", "")]
    [InlineData("""{"x":1}""", """{"x":1}""", "")]
    [InlineData("""{"thinking":{"type":"enabled","budget_tokens" : 10000},"max_tokens":32000}""", """{"thinking":{"type":"enabled","budget_tokens" : 7999},"max_tokens":8000}""", "max-tokens-lowered")]
    [InlineData("""{"thinking":{"type":"enabled","budget_tokens":4000},"max_tokens":32000}""", """{"thinking":{"type":"enabled","budget_tokens":4000},"max_tokens":8000}""", "max-tokens-lowered")]
    [InlineData("""{"thinking":{"type":"adaptive"},"max_tokens":32000}""", """{"thinking":{"type":"adaptive"},"max_tokens":8000}""", "max-tokens-lowered")]
    public void MaxTokens_AreLowered_AndTheBudgetStaysBelow(string body, string expected, string notes)
    {
        Assert.Equal(expected, Shaped.Of(body, new RequestShape { MaxTokens = 8_000 }, out string told));
        Assert.Equal(notes, told);
    }

    [Fact]
    public void BudgetThatLeavesNoRoom_IsSwitchedOff() =>
        Assert.Equal(
            """{"max_tokens":1024,"thinking":{"type":"disabled"}}""",
            Shaped.Of("""{"max_tokens":4000,"thinking":{"type":"enabled","budget_tokens":2000}}""", new RequestShape { MaxTokens = 1_024 }));

    [Theory]
    [InlineData("""{"output_config":{ "effort" : "low","format":{"effort":"x"}}}""", """{"output_config":{ "effort" : "high","format":{"effort":"x"}}}""")]
    [InlineData("""{"output_config":{"format":1}}""", """{"output_config":{"effort":"high","format":1}}""")]
    [InlineData("""{"output_config":{ }}""", """{"output_config":{"effort":"high" }}""")]
    [InlineData("""{"output_config":null}""", """{"output_config":{"effort":"high"}}""")]
    [InlineData("""{"model":"m"}""", """{"output_config":{"effort":"high"},"model":"m"}""")]
    [InlineData("""{"thinking":{"type":"adaptive"},"model":"m"}""", """{"output_config":{"effort":"high"},"thinking":{"type":"adaptive"},"model":"m"}""")]
    [InlineData("""{"output_config":{"effort":"low"},"thinking":{"type":"disabled"}}""", """{"output_config":{"effort":"high"}}""")]
    [InlineData("""{"output_config":{"effort":"low"},"thinking":{"type":"disabled"},"tool_choice":{"type":"tool","name":"web_search"}}""", """{"output_config":{"effort":"high"},"thinking":{"type":"disabled"},"tool_choice":{"type":"tool","name":"web_search"}}""")]
    public void Effort_IsTheRoutes(string body, string expected) => Assert.Equal(expected, Shaped.Of(body, new RequestShape { Effort = "high" }));

    [Theory]
    [InlineData("""{"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}}""", """{"thinking":{"type":"disabled"},"output_config":{"effort":"low"}}""")]
    [InlineData("""{"thinking" : {"type":"disabled"} }""", """{"thinking" : {"type":"disabled"} }""")]
    [InlineData("""{"model":"m"}""", """{"thinking":{"type":"disabled"},"model":"m"}""")]
    [InlineData("""{"context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},"thinking":{"type":"adaptive"}}""", """{"thinking":{"type":"disabled"}}""")]
    [InlineData("""{"context_management":{"edits":[{"type":"clear_thinking_20251015"}, {"type":"clear_tool_uses_20250919"}]},"thinking":{"type":"adaptive"}}""", """{"context_management":{"edits":[{"type":"clear_tool_uses_20250919"}]},"thinking":{"type":"disabled"}}""")]
    public void MinimalEffort_SwitchesThinkingOff(string body, string expected) => Assert.Equal(expected, Shaped.Of(body, new RequestShape { Effort = "minimal" }));

    [Fact]
    public void FieldsThatAreTaken_AreLeftAlone()
    {
        const string Body = """{"tools":[{"name":"WebSearch"}],"tool_choice":{"type":"tool","name":"WebSearch"},"max_tokens":9000,"thinking":{"type":"enabled","budget_tokens":8500},"output_config":{}}""";
        var shape = new RequestShape { RemoveTools = NoSearch.RemoveTools, MaxTokens = 100, Effort = "high" };

        Assert.Equal(Body, Shaped.Of(Body, shape, "tools", "tool_choice", "max_tokens", "thinking", "output_config"));
        Assert.Equal(Body, Shaped.Of(Body, shape with { Effort = "minimal" }, "tools", "tool_choice", "max_tokens", "thinking", "output_config"));
        Assert.Equal("{}", Shaped.Of("{}", shape with { Effort = "minimal" }, "thinking"));
    }

    [Fact]
    public void FieldsThatAreGivenTwice_AreBothChanged() =>
        Assert.Equal(
            """{"max_tokens":5,"output_config":{"effort":"max"},"max_tokens":5,"output_config":{"effort":"max"},"thinking":{},"thinking":{"type":"disabled"}}""",
            Shaped.Of("""{"max_tokens":9,"output_config":{"effort":"low"},"max_tokens":8,"output_config":3,"thinking":{},"thinking":{"type":"disabled"}}""", new RequestShape { MaxTokens = 5, Effort = "max" }));

    [Fact]
    public void ToolsThatAreGivenTwice_GoAsOne() =>
        Assert.Equal("{}", Shaped.Of("""{"tools":[{"name":"Bash"},{"name":"WebSearch"}],"tools":[{"name":"WebSearch"}]}""", NoSearch));
}
