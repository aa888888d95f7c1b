using FsCheck;
using FsCheck.Fluent;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>Requests of every block in every order: legal ones, interrupted ones, and ones that no client would send.</summary>
internal static class RandomConversation
{
    private static readonly Gen<string> Id = Gen.Elements("t1", "t2", "functions.Bash:0", "", "toolu_0123456789012345678901234567890123456789xyz");

    private static readonly Gen<string> Tool = Gen.Elements("Bash", "Read", "mcp__a_very_long_server_name__a_very_long_tool_name_that_nobody_can_take", "odd name!");

    private static readonly Gen<string> PlainText = Gen.Elements("", " ", "\\n", "hello", "quote \\\" and \\\\", "\\ud83d", "\\u0000", "🙂 grüße", "<b>", "Error: x");

    private static readonly Gen<string> Text = PlainText.Select(text => $$"""{"type":"text","text":"{{text}}"}""");

    private static readonly Gen<string> Odd = Gen.Elements(
        "7", "null", "\"bare\"", "{}", "[]", """{"type":7}""", """{"type":"text"}""", """{"type":"text","text":null}""", """{"type":"image"}""", """{"type":"document"}""",
        """{"type":"thinking"}""", """{"type":"redacted_thinking"}""", """{"type":"server_tool_use"}""", """{"type":"web_search_tool_result"}""", """{"type":"tool_reference"}""",
        """{"type":"search_result"}""", """{"type":"compaction"}""", """{"type":"tool_addition"}""", """{"type":"fallback"}""", """{"type":"new_thing","x":[1]}""",
        """{"type":"redacted_thinking","data":"gw1.d.bm90IGpzb24"}""", """{"type":"thinking","thinking":"t","signature":"gw1.s.U0lH"}""", """{"\ud83d":1,"type":"text","text":"x"}""");

    private static readonly Gen<string> Media = Gen.Elements(
        """{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}""",
        """{"type":"image","source":{"type":"url","url":"https://e.org/a.png"}}""",
        """{"type":"document","title":"t","source":{"type":"base64","media_type":"application/pdf","data":"AAAA"}}""",
        """{"type":"document","source":{"type":"text","data":"plain"}}""",
        """{"type":"document","source":{"type":"content","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"BBBB"}},{"type":"text","text":""}]}}""");

    private static readonly Gen<string> Use =
        from id in Id
        from name in Tool
        from input in Gen.Elements("{}", """{"a":"b\n"}""", "null", "\"cut\"", "[1]")
        select $$"""{"type":"tool_use","id":"{{id}}","name":"{{name}}","input":{{input}}}""";

    private static readonly Gen<string> Inner = Gen.OneOf(
        PlainText.Select(text => $"\"{text}\""), Gen.OneOf(Text, Media, Odd).ArrayOf(2).Select(blocks => $"[{string.Join(',', blocks)}]"), Gen.Constant("null"));

    private static readonly Gen<string> Result =
        from id in Id
        from content in Inner
        from error in Gen.Elements("true", "false")
        select $$"""{"type":"tool_result","tool_use_id":"{{id}}","content":{{content}},"is_error":{{error}}}""";

    private static readonly Gen<string> Message =
        from role in Gen.Frequency((3, Gen.Constant("user")), (3, Gen.Constant("assistant")), (1, Gen.Constant("system")))
        from count in Gen.Choose(0, 4)
        from blocks in Gen.Frequency((3, Text), (role == "assistant" ? 4 : 0, Use), (role == "user" ? 4 : 0, Result), (1, Media), (1, Odd)).ArrayOf(count)
        from plain in PlainText
        select $$"""{"role":"{{role}}","content":{{(count == 0 ? $"\"{plain}\"" : $"[{string.Join(',', blocks)}]")}}}""";

    private static readonly Gen<string> Fields = Gen.Elements(
        "{}", """{"tool_choice":{"type":"any","disable_parallel_tool_use":true}}""", """{"thinking":{"type":"adaptive"},"output_config":{"effort":"max"}}""",
        """{"system":[{"type":"text","text":""},{"type":"text","text":"s"},7]}""", """{"system":"s","tools":7,"stop_sequences":[1,"",null,"x"]}""",
        """{"tools":[{"name":"Bash","input_schema":true},{"name":"odd name!","input_schema":{"type":["object"],"anyOf":[]}},{},7,{"type":"bash_1"},{"name":null}]}""");

    /// <summary>A body that always says at least something.</summary>
    public static Gen<string> Bodies =>
        from count in Gen.Choose(0, 8)
        from messages in Message.ArrayOf(count)
        from fields in Fields
        select $$"""{"model":"m","max_tokens":100{{(fields == "{}" ? "" : "," + fields[1..^1])}},"messages":[{{string.Concat(messages.Select(message => message + ","))}}{"role":"user","content":"end"}]}""";
}
