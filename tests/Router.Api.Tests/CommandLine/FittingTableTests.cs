using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Xunit;

namespace Router.Api.Tests.CommandLine;

/// <summary>Tables at the width of a terminal, and on a narrow one.</summary>
public sealed class FittingTableTests
{
    private static string Written(int columns, FittingTable table)
    {
        var output = new StringWriter();
        table.Write(Terminals.For(
            new OperatorConsole(output, output, IsTerminal: false), new RouterEnvironment(new Dictionary<string, string>(StringComparer.Ordinal) { ["COLUMNS"] = $"{columns}" })));
        return output.ToString().ReplaceLineEndings("\n");
    }

    private static FittingTable Table(string error = "")
    {
        var table = new FittingTable("id", "status", "count", "last error") { NumbersFrom = 2, Sentences = 3 };
        table.Add("router.json#1:alice-of-the-first-floor", "active", "12", error);
        table.Add("b", "", "3", "");
        return table;
    }

    [Fact]
    public void ThatFits_IsATable() => Assert.Equal(
        """
        id                                      status  count  last error
        router.json#1:alice-of-the-first-floor  active     12
        b                                                   3

        """.ReplaceLineEndings("\n"),
        Written(80, Table()));

    [Fact]
    public void ThatDoesNotFit_HasALineAColumn_AndBreaksNoId() => Assert.Equal(
        """
        router.json#1:alice-of-the-first-floor
          status      active
          count       12
        b
          count       3

        """.ReplaceLineEndings("\n"),
        Written(50, Table()));

    [Fact]
    public void Sentence_Wraps_AndTheRestStaysWhole()
    {
        string text = Written(84, Table("the provider refused it for a reason that takes many words"));

        Assert.StartsWith("id  ", text, StringComparison.Ordinal);
        Assert.Contains("router.json#1:alice-of-the-first-floor  active", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 84, line));
        Assert.Equal("the provider refused it for a reason that takes many words".Split(' '), text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Except(["id", "status", "count", "last", "error", "active", "12", "b", "3", "router.json#1:alice-of-the-first-floor"], StringComparer.Ordinal));
    }
}
