using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>A whole answer, and a stream that says the same in pieces.</summary>
/// <param name="Whole">A <c>chat.completion</c>.</param>
/// <param name="Stream">The chunks, each with its payload.</param>
internal sealed partial record StreamOfWhole(string Whole, string Stream)
{
    private static readonly Gen<string> Text = Gen.Elements(
        "", " ", "\n", "Hello", "Grüße 世界 😀", "a \"quote\" and \\ and\ttab", "\n\nThen", "<think>x</think>", "<tool_call>", "trailing \n", "\ud83d", "long " + new string('x', 300));

    private static readonly Gen<string> Arguments = Gen.Elements(
        "", "{}", "{\"a\":1}", "{\"text\":\"Grüße 😀 \\\"q\\\" \\\\\"}", "{\"deep\":{\"list\":[1,{\"x\":null}]}}", "{}{\"late\":true}", "{\"a\":1}{\"b\":2}", "\"{\\\"twice\\\":\\\"\\\\u00fc\\\"}\"", "{\"cut\":\"of", "None");

    private static readonly Gen<JsonObject> Call =
        from name in Gen.Elements("Bash", "Read", "mcp__x__y")
        from id in Gen.Elements("", "call_1", "functions.Bash:0")
        from arguments in Arguments
        select new JsonObject { ["id"] = id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments } };

    private static readonly Gen<JsonObject> Detail =
        from encrypted in Gen.Elements(true, false)
        from text in Text
        select encrypted
            ? new JsonObject { ["type"] = "reasoning.encrypted", ["data"] = "Enc==" }
            : new JsonObject { ["type"] = "reasoning.text", ["text"] = text };

    public static readonly Gen<StreamOfWhole> Any =
        from content in Text.ListOf(2)
        from reasoning in Text.ListOf(2)
        from details in Gen.Frequency((3, Gen.Constant(Array.Empty<JsonObject>())), (1, Gen.NonEmptyListOf(Detail).Select(list => list.Take(3).ToArray())))
        from refusal in Gen.Frequency((9, Gen.Constant("")), (1, Gen.Constant("I can't.")))
        from calls in Gen.Frequency((1, Gen.Constant(Array.Empty<JsonObject>())), (1, Gen.ListOf(Call).Select(list => list.Take(3).ToArray())))
        from finish in Gen.Elements("stop", "length", "tool_calls", "content_filter", "eos")
        from usage in Gen.Elements("null", """{"prompt_tokens":20,"completion_tokens":90,"prompt_tokens_details":{"cached_tokens":5}}""")
        from size in Gen.Choose(1, 40)
        select Build(string.Concat(content), string.Concat(reasoning), details, refusal, calls, finish, usage, size);

    private static StreamOfWhole Build(string content, string reasoning, JsonObject[] details, string refusal, JsonObject[] calls, string finish, string usage, int size)
    {
        for (int index = 0; index < details.Length; index++)
        {
            details[index] = new JsonObject(details[index].Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))) { ["index"] = index };
        }

        // Servers with details say the same in a plain field, or leave that out.
        bool alsoPlain = size % 2 == 0;
        reasoning = details.Length == 0 ? reasoning : alsoPlain ? string.Concat(details.Select(detail => (string?)detail["text"])) : "";
        JsonObject message = new() { ["role"] = "assistant", ["content"] = Marked(content), ["reasoning_content"] = Marked(reasoning), ["refusal"] = refusal };
        if (details.Length > 0)
        {
            message["reasoning_details"] = new JsonArray([.. details.SelectMany(detail => Pieces(detail, int.MaxValue))]);
        }

        for (int index = 0; index < calls.Length; index++)
        {
            calls[index] = calls[index].DeepClone().AsObject();
            calls[index]["id"] = (string)calls[index]["id"]! is { Length: > 0 } id ? $"{id}{index}" : "";
        }

        message["tool_calls"] = new JsonArray([.. calls.Select(call => call.DeepClone())]);
        List<JsonObject> deltas = [new JsonObject { ["role"] = "assistant", ["content"] = "" }];
        deltas.AddRange(details.SelectMany(detail => Pieces(detail, size))
            .Select(piece => new JsonObject { ["reasoning"] = alsoPlain ? piece["text"]?.DeepClone() : null, ["reasoning_details"] = new JsonArray(piece) }));
        deltas.AddRange(details.Length > 0 ? [] : Cut(reasoning, size).Select(piece => new JsonObject { ["reasoning_content"] = piece }));
        deltas.AddRange(Cut(content, size).Select(piece => new JsonObject { ["content"] = piece }));
        deltas.AddRange(Cut(refusal, size).Select(piece => new JsonObject { ["refusal"] = piece }));
        deltas.AddRange(calls.SelectMany((call, index) => Fragments(call, index, size)).Select(piece => new JsonObject { ["tool_calls"] = new JsonArray(piece) }));
        IEnumerable<string> chunks = deltas.Select(delta => Chunk("delta", delta, "null", "null"))
            .Append(Chunk("delta", [], $"\"{finish}\"", "null"))
            .Append($$"""{"model":"m","choices":[],"usage":{{usage}}}""");
        return new StreamOfWhole(Chunk("message", message, $"\"{finish}\"", usage), TranslatedStream.Sse(chunks));
    }

    private static string Chunk(string kind, JsonObject payload, string finish, string usage) =>
        $$"""{"model":"m","choices":[{"index":0,"{{kind}}":{{Json(payload)}},"finish_reason":{{finish}}}],"usage":{{usage}}}""";

    /// <summary>JSON in which halves of surrogate pairs stay as they are; the writer would replace them.</summary>
    private static string Json(JsonObject payload) => Half().Replace(payload.ToJsonString(), "\\u${unit}");

    /// <summary>Pieces by UTF-16 units, so that pairs are cut too.</summary>
    private static IEnumerable<string> Cut(string text, int size)
    {
        for (int start = 0; start < text.Length; start += Math.Min(size, text.Length))
        {
            string piece = text.Substring(start, Math.Min(size, text.Length - start));
            yield return string.Concat(piece.Select(unit => char.IsSurrogate(unit) ? $"~{(int)unit:x4}~" : unit.ToString()));
        }
    }

    private static string Marked(string text) => string.Concat(Cut(text, int.MaxValue));

    private static IEnumerable<JsonObject> Pieces(JsonObject detail, int size)
    {
        string field = detail.ContainsKey("text") ? "text" : "data";
        string[] pieces = [.. Cut((string)detail[field]!, size)];
        foreach (string piece in pieces.Length > 0 ? pieces : [""])
        {
            JsonObject one = detail.DeepClone().AsObject();
            one[field] = piece;
            yield return one;
        }
    }

    private static IEnumerable<JsonObject> Fragments(JsonObject call, int index, int size)
    {
        JsonObject head = call.DeepClone().AsObject();
        head["index"] = index;
        head["function"]!["arguments"] = "";
        yield return head;
        foreach (string piece in Cut((string)call["function"]!["arguments"]!, size))
        {
            yield return new JsonObject { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = piece } };
        }
    }

    [GeneratedRegex("~(?<unit>[0-9a-f]{4})~", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Half();
}
