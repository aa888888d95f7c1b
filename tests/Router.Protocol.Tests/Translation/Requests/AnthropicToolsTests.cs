using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

public sealed class AnthropicToolsTests
{
    [Theory]
    [InlineData("bash_20250124", "bash", "command")]
    [InlineData("text_editor_20250728", "str_replace_based_edit_tool", "old_str")]
    [InlineData("memory_20250818", "memory", "old_path")]
    [InlineData("computer_20250124", "computer", "coordinate")]
    public void ToolOfTheClient_HasItsNameAndSchema(string type, string expected, string property)
    {
        Assert.True(AnthropicTools.FindSchema(type, out string name)!.Value.GetProperty("properties").TryGetProperty(property, out _));
        Assert.Equal(expected, name);
    }

    [Theory]
    [InlineData("web_fetch_20250910", "web-fetch-dropped")]
    [InlineData("code_execution_20250825", "code-execution-dropped")]
    [InlineData("tool_search_tool_regex_20251119", "tool-search-dropped")]
    [InlineData("mcp_toolset", "mcp-dropped")]
    [InlineData("advisor_20260301", "advisor-dropped")]
    [InlineData("computer_toolset_20260401", "computer-use-dropped")]
    [InlineData("browser_toolset_20260401", "browser-use-dropped")]
    [InlineData("never_seen_20990101", "unknown-tool-dropped")]
    public void ToolOfTheServer_IsLeftOutWithItsNote(string type, string note)
    {
        Assert.Null(AnthropicTools.FindSchema(type, out string name));
        Assert.Equal((note, ""), (AnthropicTools.NoteOf(type), name));
    }

    [Fact]
    public void NameOfTheRequest_GoesBeforeTheUsualOne()
    {
        Translation translation = Translation.Of("""
            {"max_tokens":1,"messages":[{"role":"user","content":"a"}],"tools":[{"type":"bash_20250124","name":"shell"},{"type":"memory_20250818"},7]}
            """);

        Assert.Equal(["shell", "memory"], translation.Json["tools"]!.AsArray().Select(tool => (string?)tool!["function"]!["name"]));
        Assert.Empty(translation.Notes.Codes);
    }
}
