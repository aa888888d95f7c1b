using System.Text;
using Router.Protocol.Counting;

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
            Assert.Equal(TokenEstimator.Estimate(body), TokenEstimator.Estimate(body, memo));
        }

        Assert.Equal(5, memo.Count); // three messages, the system text, the tools
    }

    [Fact]
    public void EqualBytes_InAnotherPlace_AreEstimatedAnew()
    {
        var memo = new TokenMemo();
        byte[] asSystem = Encoding.UTF8.GetBytes($$"""{"system":{{Message(Prose)}},"messages":[]}""");
        byte[] asMessage = Body(Message(Prose));

        TokenEstimator.Estimate(asSystem, memo);

        Assert.Equal(TokenEstimator.Estimate(asMessage), TokenEstimator.Estimate(asMessage, memo));
    }

    [Fact]
    public void Memo_IsBounded_AndKeepsWhatIsUsed()
    {
        var memo = new TokenMemo();
        for (int index = 0; index < 5 * TokenMemo.Generation; index++)
        {
            TokenEstimator.Estimate(Body(Message($"{index} {Prose}")), memo);
        }

        Assert.InRange(memo.Count, TokenMemo.Generation, 2 * TokenMemo.Generation);
    }
}
