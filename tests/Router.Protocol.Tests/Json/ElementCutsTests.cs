using System.Text;
using Router.Protocol.Json;

namespace Router.Protocol.Tests.Json;

public sealed class ElementCutsTests
{
    private const string List = "[ a , b , c , d ]";

    [Theory]
    [InlineData("", "[ a , b , c , d ]")]
    [InlineData("a", "[ b , c , d ]")]
    [InlineData("b", "[ a , c , d ]")]
    [InlineData("d", "[ a , b , c ]")]
    [InlineData("ab", "[ c , d ]")]
    [InlineData("bc", "[ a , d ]")]
    [InlineData("cd", "[ a , b ]")]
    [InlineData("ac", "[ b , d ]")]
    [InlineData("ad", "[ b , c ]")]
    [InlineData("bd", "[ a , c ]")]
    [InlineData("abd", "[ c ]")]
    [InlineData("bcd", "[ a ]")]
    [InlineData("abc", "[ d ]")]
    [InlineData("abcd", "[  ]")]
    public void CutElements_GoWithTheCommasThatBelongToThem(string cut, string expected)
    {
        ElementCuts cuts = Cuts(cut);

        Assert.Equal(expected, Encoding.UTF8.GetString(new EditedBody(Encoding.UTF8.GetBytes(List), cuts.ToEdits()).ToArray()));
        Assert.Equal(cut.Length > 0, cuts.CutsAny);
        Assert.Equal(cut.Length == 4, cuts.CutsAll);
    }

    [Fact]
    public void NeighboursThatAreCut_AreOneEdit() => Assert.Single(Cuts("bc").ToEdits());

    [Fact]
    public void NoElements_CutAllAndNothing()
    {
        var cuts = new ElementCuts();

        Assert.True(cuts.CutsAll);
        Assert.False(cuts.CutsAny);
        Assert.Empty(cuts.ToEdits());
    }

    private static ElementCuts Cuts(string cut)
    {
        var cuts = new ElementCuts();
        foreach (char element in "abcd")
        {
            int start = List.IndexOf(element, StringComparison.Ordinal);
            cuts.Add(start, start + 1, cut.Contains(element, StringComparison.Ordinal));
        }

        return cuts;
    }
}
