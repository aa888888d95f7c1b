using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Json;

namespace Router.Protocol.Tests.Json;

public sealed class TopLevelFieldsTests
{
    private const string Body = """{ "a" : 1.50, "b": {"a":[1, {"b":2}]} ,"c":"\u00fc, \"a\"", "d":[ ] }""";

    [Theory]
    [InlineData("a", """{ "b": {"a":[1, {"b":2}]} ,"c":"\u00fc, \"a\"", "d":[ ] }""")]
    [InlineData("b", """{ "a" : 1.50 ,"c":"\u00fc, \"a\"", "d":[ ] }""")]
    [InlineData("d", """{ "a" : 1.50, "b": {"a":[1, {"b":2}]} ,"c":"\u00fc, \"a\"" }""")]
    [InlineData("c d", """{ "a" : 1.50, "b": {"a":[1, {"b":2}]} }""")]
    [InlineData("a b c", """{ "d":[ ] }""")]
    [InlineData("a b c d", "{  }")]
    [InlineData("x A", Body)]
    public void RemovedFields_LeaveEveryOtherByte(string remove, string expected) => Assert.Equal(expected, Change(Body, remove));

    [Theory]
    [InlineData("{}", """{"k":[1, 2]}""")]
    [InlineData("{ }", """{"k":[1, 2] }""")]
    [InlineData("""{"a":1}""", """{"k":[1, 2],"a":1}""")]
    [InlineData("""{"k":0}""", """{"k":[1, 2]}""")]
    [InlineData("""{"a":1, "k":0}""", """{"k":[1, 2],"a":1}""")]
    [InlineData("""{ "k":0, "a":1}""", """{"k":[1, 2], "a":1}""")]
    [InlineData("""{"k":0,"a":{"k":1},"k":2}""", """{"k":[1, 2],"a":{"k":1}}""")]
    [InlineData("  {\"a\":1}\n", "  {\"k\":[1, 2],\"a\":1}\n")]
    public void SetField_StandsBehindTheBraceAndNowhereElse(string body, string expected) => Assert.Equal(expected, Change(body, "", ("k", "[1, 2]")));

    [Fact]
    public void FieldThatIsRemovedAndSet_IsSet() => Assert.Equal("""{"a":9,"z":0}""", Change("""{"a":1,"z":0}""", "a", ("a", "9")));

    [Fact]
    public void EscapedName_IsTheSameField() => Assert.Equal("""{"z":0}""", Change("""{"\u0061":1,"z":0}""", "a"));

    [Fact]
    public void NameThatNeedsEscapes_IsWrittenWithThem()
    {
        JsonNode? result = JsonNode.Parse(Change("{}", "", ("quote\"ü\n", "true")));
        Assert.True((bool?)result!["quote\"ü\n"]);
    }

    [Fact]
    public void NothingToDo_IsNoEdit() =>
        Assert.Empty(TopLevelFields.Change(Encoding.UTF8.GetBytes(Body), new HashSet<string>(["x"], StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal)));

    [Fact]
    public void NameWithHalfASurrogatePair_IsKept() => Assert.Equal("""{"\ud83d":1}""", Change("""{"\ud83d":1,"a":2}""", "a"));

    private static string Change(string body, string remove, params (string Name, string Value)[] set)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        var names = new HashSet<string>(remove.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        var fields = set.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
        return Encoding.UTF8.GetString(new EditedBody(bytes, TopLevelFields.Change(bytes, names, fields)).ToArray());
    }
}
