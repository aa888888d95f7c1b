using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Protocol.OpenAI;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>
/// Which call each delta goes to. A case is the deltas of an answer, chunks parted by <c>;</c>, in a short form
/// <c>index id name arguments</c> with <c>-</c> for what is missing; a call's number stands for each delta in what is expected.
/// </summary>
public sealed class ToolCallRouterTests
{
    [Theory]
    [InlineData("""0 a A {"x": ; 0 - - 1}""", "0 0")] // the usual form
    [InlineData("""0 a A {"x":1} ; 1 b B {"y":1}""", "0 1")]
    [InlineData("""0 a A {"x": ; 1 b B {"y": ; 0 - - 1} ; 1 - - 2}""", "0 1 0 1")]
    public void Index_DecidesWhereThereIsNoId(string deltas, string expected) => Check(deltas, expected);

    [Theory]
    [InlineData("""0 - A - ; 0 a A {}""", "0 0")] // an id that comes late
    [InlineData("""0 - A - ; 0 a B {}""", "0 1")]
    [InlineData("""0 - A { ; 0 a A {}""", "0 1")]
    [InlineData("""0 a A - ; 0 b A {}""", "0 1")]
    [InlineData("""0 a A { ; 0 b - }""", "0 0")] // a new id on each fragment
    [InlineData("""0 a A {"x":1} ; 0 b - {"y":1}""", "0 1")]
    [InlineData("""0 a A { 0 b - }""", "0 1")] // deltas of one chunk are different calls
    public void NewId_BeginsACallUnlessItOnlyComesLate(string deltas, string expected) => Check(deltas, expected);

    [Theory]
    [InlineData("""0 x A {"x": ; 0 x A 1}""", "0 0")]
    [InlineData("""0 x A {"x":1} ; 1 x B {"y":1}""", "0 1")]
    [InlineData("""0 x A {"x":1} ; 1 x A {"x":2}""", "0 1")]
    [InlineData("""0 x A {"x": ; 1 x A 1}""", "0 0")]
    [InlineData("""0 x A {"x": ; 1 x B {"y":1}""", "0 1")]
    [InlineData("""0 x - - ; 1 x A {}""", "0 0")] // its name comes late, and the index counts fragments
    [InlineData("""0 x A {"x":1} ; 0 x B {"x":1}""", "0 0")]
    [InlineData("""- x A {"x":1} - x B {"y":1}""", "0 1")]
    [InlineData("""- x A {"x":1} - x A {"x":2}""", "0 1")]
    [InlineData("""- x A {"x":1} - x A -""", "0 0")]
    [InlineData("""- x A {"x": - x A 1}""", "0 0")]
    [InlineData("""- x A {"x": - x - 1}""", "0 0")]
    public void OneIdForSeveralCalls_IsTakenApart(string deltas, string expected) => Check(deltas, expected);

    [Theory]
    [InlineData("""0 - A {"x": ; 5 - B {}""", "0 1")]
    [InlineData("""0 - A {"x": ; 5 - - 1}""", "0 0")] // fragments counted otherwise than heads
    [InlineData("""0 - Ba - ; 0 - sh {}""", "0 0")]
    [InlineData("""0 - - {"x": ; 0 - A 1}""", "0 0")]
    [InlineData("""0 - A {"x": 0 - A {"x":1}""", "0 1")]
    [InlineData("""0 - A {"x":1} ; 0 - A {"x":2}""", "0 1")]
    [InlineData("""0 - A {"x": ; 0 - A 1}""", "0 0")]
    [InlineData("""0 - A {"x": ; 0 - B {}""", "0 1")]
    [InlineData("""0 a A {"x": ; 0 b B {"y":1} ; 0 - - 1}""", "0 1 0")] // what is closed takes nothing more
    [InlineData("""0 a A {"x":1} ; 0 b B {"y":1} ; 0 - - {}""", "0 1 1")]
    public void OneIndexForSeveralCalls_IsTakenApart(string deltas, string expected) => Check(deltas, expected);

    [Theory]
    [InlineData("""- - A - ; - - A {}""", "0 0")]
    [InlineData("""- - A {"x": ; - - B {}""", "0 1")]
    [InlineData("""- - A { - - A {""", "0 1")]
    [InlineData("""- - - {"x": ; - - A 1}""", "0 0")]
    [InlineData("""- - A {"x":1} ; - - A {"x":2}""", "0 1")]
    [InlineData("""- - A {"x":1} ; - - - {}""", "0 0")]
    [InlineData("""- - - {}""", "0")]
    [InlineData("""0 a A {"x": ; 1 b B {"y":1} ; - - - 1}""", "0 1 0")]
    [InlineData("""0 a A {"x": ; 1 b B {} ; - - - 1}""", "0 1 0")]
    [InlineData("""0 a A {} ; 1 b B {"y":1} ; - - - {"x":1}""", "0 1 0")] // an empty object may have been the beginning
    public void NeitherIndexNorId_GoesOnWithWhatIsNotComplete(string deltas, string expected) => Check(deltas, expected);

    [Fact]
    public void DeltaThatSaysNothing_IsNone()
    {
        Assert.Null(Route(new ToolCallRouter(new DegradationNotes()), """{"index":0,"id":"","function":{"name":"","arguments":""}}""", chunk: 1));
    }

    [Fact]
    public void CallsOfAWholeMessage_AreCallsOfTheirOwn()
    {
        var router = new ToolCallRouter(new DegradationNotes());
        const string Delta = """{"id":"a","function":{"name":"A","arguments":""}}""";

        Assert.NotSame(Route(router, Delta, chunk: 1, isWhole: true), Route(router, Delta, chunk: 1, isWhole: true));
    }

    [Fact]
    public void Signature_StaysWhenLaterDeltasHaveNone()
    {
        var router = new ToolCallRouter(new DegradationNotes());
        ToolCall call = Route(router, """{"index":0,"id":"a","thought_signature":"S","function":{"name":"A"}}""", chunk: 1)!;

        Assert.Same(call, Route(router, """{"index":0,"function":{"arguments":"{}"}}""", chunk: 2));
        Assert.Equal("S", call.Signature);
    }

    private static void Check(string deltas, string expected)
    {
        var router = new ToolCallRouter(new DegradationNotes());
        List<ToolCall> calls = [];
        List<int> numbers = [];
        int chunk = 0;
        foreach (string part in deltas.Split(" ; "))
        {
            chunk++;
            foreach (string[] words in part.Split(' ').Chunk(4))
            {
                ToolCall call = Route(router, Json(words[0], words[1], words[2], words[3]), chunk)!;
                call.Input.Take(Encoding.UTF8.GetBytes(words[3] == "-" ? "" : words[3]), new ArrayBufferWriter<byte>());
                if (!calls.Contains(call))
                {
                    calls.Add(call);
                }

                numbers.Add(calls.IndexOf(call));
            }
        }

        Assert.Equal(expected, string.Join(' ', numbers));
        Assert.Equal(calls, router.Calls);
    }

    private static ToolCall? Route(ToolCallRouter router, string json, long chunk, bool isWhole = false)
    {
        byte[] data = Encoding.UTF8.GetBytes(json);
        return router.Route(ToolCallDelta.Read(data, new JsonRange(0, data.Length, JsonTokenType.StartObject, false)), chunk, isWhole, out _);
    }

    private static string Json(string index, string id, string name, string arguments)
    {
        var delta = new JsonObject();
        var function = new JsonObject();
        Set(delta, "index", index == "-" ? null : JsonNode.Parse(index));
        Set(delta, "id", id == "-" ? null : (JsonNode)id);
        Set(function, "name", name == "-" ? null : (JsonNode)name);
        Set(function, "arguments", arguments == "-" ? null : (JsonNode)arguments);
        Set(delta, "function", function);
        return delta.ToJsonString();
    }

    private static void Set(JsonObject target, string name, JsonNode? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }
}
