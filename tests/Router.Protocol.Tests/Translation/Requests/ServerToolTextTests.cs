namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>Results of the tools that Anthropic's servers ran, in words.</summary>
public sealed class ServerToolTextTests
{
    [Theory]
    [InlineData("""{"type":"mcp_tool_result","content":"Done."}""", "[mcp result]\nDone.")]
    [InlineData("""{"type":"mcp_tool_result","content":[{"type":"text","text":"One."},{"type":"text","text":"Two."}]}""", "[mcp result]\nOne.\nTwo.")]
    [InlineData("""{"type":"bash_code_execution_tool_result","content":{"type":"bash_code_execution_result","stdout":"out","stderr":"err","return_code":1}}""", "[bash_code_execution result]\nout\nerr")]
    [InlineData("""{"type":"web_fetch_tool_result","content":{"type":"web_fetch_result","url":"https://a.example/","content":{"type":"document","source":{"type":"text","media_type":"text/plain","data":"Words."}}}}""", "[web_fetch result]\nhttps://a.example/\nWords.")]
    [InlineData("""{"type":"web_fetch_tool_result","content":{"type":"web_fetch_result","url":"https://a.example/","content":{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"eA=="}}}}""", "[web_fetch result]\nhttps://a.example/")]
    [InlineData("""{"type":"web_search_tool_result","content":{"type":"web_search_tool_result_error","error_code":"unavailable"}}""", "[web_search result]\nunavailable")]
    [InlineData("""{"type":"tool_search_tool_result","content":{"type":"tool_search_tool_search_result","tool_references":[{"type":"tool_reference","tool_name":"A"},{"type":"tool_reference","tool_name":"B"}]}}""", "[tool_search result]\nA\nB")]
    public void Result_IsTold(string block, string expected) => Assert.Equal(
        expected,
        (string?)Translation.Of($$"""{"max_tokens":1,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{{block}}]}]}""").Json["messages"]![1]!["content"]);
}
