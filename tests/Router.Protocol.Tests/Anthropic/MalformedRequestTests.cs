using System.Text;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class MalformedRequestTests
{
    private const string Good = """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"x"}]}""";

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("17")]
    public void BodyThatIsNoObject_IsRefused(string body) => Assert.Equal("The request body must be a JSON object.", Refuse(body).Message);

    [Fact]
    public void EmptyBody_IsRefusedWithWhatToSend() =>
        Assert.Equal("The request body is empty; send a JSON object with model, max_tokens and messages.", Refuse("").Message);

    [Theory]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("model=m")]
    [InlineData("{'model':'m'}")]
    [InlineData(Good + "x")]
    [InlineData(Good + Good)]
    [InlineData(Good + ",")]
    [InlineData("// comment\n" + Good)]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"x"}],}""")]
    [InlineData("""{"model":"m","max_tokens":01,"messages":[]}""")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"]}""")]
    public void BodyThatIsNotJson_IsRefusedAsAWhole(string body)
    {
        RequestProblem problem = Refuse(body);

        Assert.Equal("", problem.Field);
        Assert.StartsWith("The request body is not valid JSON (line ", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SyntaxError_IsLocatedInHumanCounting() =>
        Assert.Equal("The request body is not valid JSON (line 2, byte 13).", Refuse("{\"model\":\"m\",\n\"stream\":  nope}").Message);

    [Fact]
    public void EveryPrefixOfAGoodBody_IsRefused()
    {
        Assert.True(MessageRequestReader.TryRead(Encoding.UTF8.GetBytes(Good), out _, out _));
        for (int length = 0; length < Good.Length; length++)
        {
            Assert.NotEmpty(Refuse(Good[..length]).Text);
        }
    }

    [Fact]
    public void NestingBeyond512_IsRefused()
    {
        string deep = new string('[', 512) + new string(']', 512);
        Assert.Equal("", Refuse($$"""{"x":{{deep}},{{Good[1..]}}""").Field);
    }

    [Theory]
    [InlineData("""{"mod\ud83del":1,"t\ud800ls":2,""")]
    [InlineData("""{"\ud83d":1,""")]
    public void HalfASurrogatePairInAName_IsAnUnknownField(string head) =>
        Assert.True(MessageRequestReader.TryRead(Encoding.UTF8.GetBytes(head + Good[1..]), out _, out RequestProblem? problem), problem?.Message);

    [Fact]
    public void HalfASurrogatePairInAMessageName_IsAnUnknownField() =>
        Assert.True(MessageRequestReader.TryRead("""{"model":"m","max_tokens":1,"messages":[{"r\ud83de":1,"role":"user","content":"x"}]}"""u8, out _, out _));

    [Fact]
    public void ModelThatIsNotUtf8_IsRefusedByName()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes(Good.Replace("\"m\"", "\"mödel\"", StringComparison.Ordinal));

        Assert.False(MessageRequestReader.TryRead(latin1, out _, out RequestProblem? problem));
        Assert.Equal("model", problem!.Field);
    }

    private static RequestProblem Refuse(string body)
    {
        Assert.False(MessageRequestReader.TryRead(Encoding.UTF8.GetBytes(body), out MessageRequest? request, out RequestProblem? problem));
        Assert.Null(request);
        return problem!;
    }
}
