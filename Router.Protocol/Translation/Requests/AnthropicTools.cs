using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Anthropic's own tools, by the start of their versioned types. Those that the client runs have a schema that only Anthropic's models know
/// by heart; it is spelled out here. Those that Anthropic's servers run can't be had elsewhere.
/// </summary>
internal static class AnthropicTools
{
    private static readonly (string Type, string Name, JsonElement Schema)[] RunByClient =
    [
        ("bash_", "bash", Parse("""
            {"type":"object","properties":{
              "command":{"type":"string","description":"The bash command to run. Required unless the tool is restarted."},
              "restart":{"type":"boolean","description":"True restarts the shell."}}}
            """)),
        ("text_editor_", "str_replace_based_edit_tool", Parse("""
            {"type":"object","required":["command","path"],"properties":{
              "command":{"type":"string","enum":["view","create","str_replace","insert","undo_edit"],"description":"What to do."},
              "path":{"type":"string","description":"The absolute path of the file or directory."},
              "view_range":{"type":"array","items":{"type":"integer"},"description":"For view: the first and last line, from 1; -1 is the end."},
              "file_text":{"type":"string","description":"For create: the content of the file."},
              "old_str":{"type":"string","description":"For str_replace: the text to replace; it must occur exactly once."},
              "new_str":{"type":"string","description":"For str_replace and older inserts: the new text."},
              "insert_line":{"type":"integer","description":"For insert: the line behind which to insert; 0 is the start."},
              "insert_text":{"type":"string","description":"For insert: the text."}}}
            """)),
        ("memory_", "memory", Parse("""
            {"type":"object","required":["command"],"properties":{
              "command":{"type":"string","enum":["view","create","str_replace","insert","delete","rename"],"description":"What to do."},
              "path":{"type":"string","description":"The path below /memories."},
              "view_range":{"type":"array","items":{"type":"integer"},"description":"For view: the first and last line."},
              "file_text":{"type":"string","description":"For create: the content of the file."},
              "old_str":{"type":"string","description":"For str_replace: the text to replace."},
              "new_str":{"type":"string","description":"For str_replace: the new text."},
              "insert_line":{"type":"integer","description":"For insert: the line behind which to insert."},
              "insert_text":{"type":"string","description":"For insert: the text."},
              "old_path":{"type":"string","description":"For rename: the present path."},
              "new_path":{"type":"string","description":"For rename: the new path."}}}
            """)),
        ("computer_2", "computer", Parse("""
            {"type":"object","required":["action"],"properties":{
              "action":{"type":"string","description":"What to do.","enum":["screenshot","key","type","mouse_move","left_click","right_click",
                "middle_click","double_click","triple_click","left_click_drag","left_mouse_down","left_mouse_up","cursor_position","scroll",
                "hold_key","wait","zoom"]},
              "coordinate":{"type":"array","items":{"type":"integer"},"description":"x and y in pixels from the upper left corner."},
              "start_coordinate":{"type":"array","items":{"type":"integer"},"description":"For left_click_drag: where it begins."},
              "region":{"type":"array","items":{"type":"integer"},"description":"For zoom: x0, y0, x1, y1."},
              "text":{"type":"string","description":"The text to type, or the keys to press."},
              "scroll_direction":{"type":"string","enum":["up","down","left","right"]},
              "scroll_amount":{"type":"integer"},
              "duration":{"type":"number","description":"For wait and hold_key: seconds."}}}
            """)),
    ];

    private static readonly (string Type, string Note)[] RunByServer =
    [
        ("web_fetch_", "web-fetch-dropped"),
        ("code_execution_", "code-execution-dropped"),
        ("tool_search_tool_", "tool-search-dropped"),
        ("mcp_toolset", "mcp-dropped"),
        ("advisor_", "advisor-dropped"),
        ("computer_toolset_", "computer-use-dropped"),
        ("browser_toolset_", "browser-use-dropped"),
    ];

    /// <summary>The schema of a tool that the client runs; null for any other.</summary>
    /// <param name="type">Its versioned type, for example <c>bash_20250124</c>.</param>
    /// <param name="name">The name that goes with the type.</param>
    public static JsonElement? FindSchema(string type, out string name)
    {
        foreach ((string start, string usualName, JsonElement schema) in RunByClient)
        {
            if (type.StartsWith(start, StringComparison.Ordinal))
            {
                name = usualName;
                return schema;
            }
        }

        name = "";
        return null;
    }

    /// <summary>The note for a tool that is left out.</summary>
    public static string NoteOf(string type) =>
        RunByServer.FirstOrDefault(tool => type.StartsWith(tool.Type, StringComparison.Ordinal)).Note ?? "unknown-tool-dropped";

    private static JsonElement Parse(string schema) => JsonElement.Parse(schema);
}
