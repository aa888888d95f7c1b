using System.Text;
using Router.Protocol.Counting;
using Router.Protocol.Tests.Anthropic;

namespace Router.Protocol.Tests.Counting;

public sealed class TokenMemoTests
{
    private static readonly string Prose = string.Join(' ', Enumerable.Repeat("The quick brown fox", 20));

    private static byte[] Body(string messages, string rest = "") => Encoding.UTF8.GetBytes($$"""{"model":"m","messages":[{{messages}}]{{rest}}}""");

    private static string Message(string text) => $$"""{"role":"user","content":[{"type":"text","text":"{{text}}"}]}""";

    [Fact]
    public void Number_IsTheSame_WithTheMemoAndWithout_TheFirstTimeAndLater()
    {
        var memo = new TokenMemo();
        byte[] first = Body(Message(Prose) + "," + Message(Prose + " again"), $$$""","system":"{{{Prose}}}","tools":[{"name":"Bash","description":"{{{Prose}}}","input_schema":{"type":"object"}}]""");
        byte[] second = Body(Message(Prose) + "," + Message(Prose + " again") + "," + Message("One more " + Prose), $$""","system":"{{Prose}}" """);

        foreach (byte[] body in (byte[][])[first, first, second, first, second])
        {
            Assert.Equal(TokenEstimator.Estimate(body), Estimate(body, memo));
        }

        Assert.Equal(5, memo.Count); // three messages, the system text, the tools
    }

    [Fact]
    public void EqualBytes_InAnotherPlace_AreEstimatedAnew()
    {
        var memo = new TokenMemo();
        byte[] asSystem = Encoding.UTF8.GetBytes($$"""{"model":"m","system":[{"type":"text","text":"{{Prose}}"}],"messages":[{"role":"user","content":"Hi"}]}""");
        byte[] asTools = Body("""{"role":"user","content":"Hi"}""", $$""","tools":[{"type":"text","text":"{{Prose}}"}]""");

        Estimate(asSystem, memo);

        Assert.Equal(TokenEstimator.Estimate(asTools), Estimate(asTools, memo));
    }

    [Fact]
    public void Memo_IsBounded_AndKeepsWhatIsUsed()
    {
        var memo = new TokenMemo();
        for (int index = 0; index < 5 * TokenMemo.Generation; index++)
        {
            Estimate(Body(Message($"{index} {Prose}")), memo);
        }

        Assert.InRange(memo.Count, TokenMemo.Generation, 2 * TokenMemo.Generation);
    }

    [Theory]
    [InlineData("", CacheMarks.None)]
    [InlineData(""","system":"say \"1h\" and \"cache_control\"" """, CacheMarks.None)]
    [InlineData(""","cache_control":{"type":"ephemeral"}""", CacheMarks.FiveMinutes)]
    [InlineData(""","cache_control":{"type":"ephemeral","ttl":"1h"},"metadata":{}""", CacheMarks.OneHour)]
    [InlineData(""","system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral","ttl":"5m"}}]""", CacheMarks.FiveMinutes)]
    [InlineData(""","tools":[{"name":"t","cache_control":{"ttl":"1h","type":"ephemeral"}}],"temperature":1""", CacheMarks.OneHour)]
    public void Marks_AreFoundInPartsAndBetweenThem_TheFirstTimeAndLater(string rest, CacheMarks marks)
    {
        var memo = new TokenMemo();
        byte[] body = Body(Message(Prose), rest);
        byte[] marked = Body(Message(Prose) + $$$""",{"role":"user","content":[{"type":"text","text":"{{{Prose}}}","cache_control":{"ttl":"1h"}}]}""", rest);

        foreach (int _ in (int[])[1, 2])
        {
            Assert.Equal(marks, TokenEstimator.Estimate(body, RequestParts.Of(body), memo).Marks);
            Assert.Equal(CacheMarks.OneHour, TokenEstimator.Estimate(marked, RequestParts.Of(marked), memo).Marks);
        }
    }

    private static long Estimate(byte[] body, TokenMemo memo) => TokenEstimator.Estimate(body, RequestParts.Of(body), memo).Tokens;
}
