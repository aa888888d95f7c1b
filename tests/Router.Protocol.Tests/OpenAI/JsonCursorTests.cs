using System.Text;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Tests.OpenAI;

public sealed class JsonCursorTests
{
    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", "b", "x")]
    [InlineData("""{"\u0062":"x"}""", "b", "x")]
    [InlineData("""{"b":"first","b":"last"}""", "b", "last")]
    [InlineData("""{"b":"tab\t\u00fc"}""", "b", "tab\tü")]
    [InlineData("""{"a":{"b":"deep"}}""", "b", null)]
    [InlineData("""["b"]""", "b", null)]
    [InlineData("{}", "b", null)]
    public void Find_ReadsAMember(string json, string name, string? expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Assert.True(JsonCursor.TryWhole(bytes, out JsonRange whole));

        Assert.Equal(expected, JsonCursor.Text(bytes, JsonCursor.Find(bytes, whole, Encoding.UTF8.GetBytes(name))));
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("\"12\"", 12)]
    [InlineData("12.9", 12)]
    [InlineData("1e3", 1000)]
    [InlineData("1e400", null)]
    [InlineData("\"12x\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("[1]", null)]
    public void Number_ReadsNumbersAlsoFromText(string json, int? expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Assert.True(JsonCursor.TryWhole(bytes, out JsonRange whole));

        Assert.Equal(expected, JsonCursor.Number(bytes, whole));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("{}{}")]
    public void TryWhole_RefusesWhatIsNoJson(string json) => Assert.False(JsonCursor.TryWhole(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void TryWhole_RefusesEndlessNesting() => Assert.False(JsonCursor.TryWhole(Encoding.UTF8.GetBytes(new string('[', 5000) + new string(']', 5000)), out _));
}
