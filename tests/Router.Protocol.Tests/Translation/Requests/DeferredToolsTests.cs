namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>What in a conversation offers a deferred tool, and what takes it away again. The client has a search tool of its own.</summary>
public sealed class DeferredToolsTests
{
    [Theory]
    [InlineData("ToolSearch")]
    [InlineData("tool_search")]
    public void DeferredTool_WaitsForTheClientsSearch(string search) => Assert.Equal(search, Offered("", search));

    [Theory]
    [InlineData("""{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Late","input":{}}]}""")]
    [InlineData("""{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"ToolSearch","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"tool_reference","tool_name":"Late"}]}]}""")]
    [InlineData("""{"role":"assistant","content":[{"type":"tool_search_tool_result","tool_use_id":"s","content":{"type":"tool_search_tool_search_result","tool_references":[{"type":"tool_reference","tool_name":"Late"}]}}]}""")]
    [InlineData("""{"role":"system","content":[{"type":"tool_addition","tool":{"type":"tool_reference","tool_name":"Late"}}]}""")]
    [InlineData("""{"role":"system","content":[{"type":"tool_addition","tool":{"name":"Late"}}]}""")]
    [InlineData("""{"role":"system","content":[{"type":"tool_removal","tool":{"tool_name":"Late"}}]},{"role":"system","content":[{"type":"tool_addition","tool":{"tool_name":"Late"}}]}""")]
    public void DeferredTool_IsOfferedWhenTheConversationNamesIt(string messages) => Assert.Equal("ToolSearch Late", Offered("," + messages, "ToolSearch"));

    [Theory]
    [InlineData("""{"role":"system","content":[{"type":"tool_removal","tool":{"tool_name":"Late"}}]}""")]
    [InlineData("""{"role":"system","content":[{"type":"tool_addition","tool":{"tool_name":"Late"}}]},{"role":"system","content":[{"type":"tool_removal","tool":{"name":"Late"}}]}""")]
    public void RemovedTool_IsNotOffered(string messages) => Assert.Equal("ToolSearch", Offered("," + messages, "ToolSearch"));

    private static string Offered(string messages, string search)
    {
        Translation translation = Translation.Of($$"""
            {"max_tokens":1,"messages":[{"role":"user","content":"a"}{{messages}}],
            "tools":[{"name":"{{search}}","input_schema":{"type":"object"} },{"name":"Late","defer_loading":true,"input_schema":{"type":"object"} }]}
            """);
        return string.Join(' ', translation.Json["tools"]!.AsArray().Select(tool => (string?)tool!["function"]!["name"]));
    }
}
