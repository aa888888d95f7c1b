using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Docs;

/// <summary>README's comparison claims nothing of this product that no test proves.</summary>
public sealed partial class FeatureTableTests
{
    private static readonly string[] Words = ["yes", "no", "paid", "for keys", "?"];

    private static string[][] Rows { get; } = Read();

    private static string[][] Read()
    {
        string[] lines = MarkdownPages.Lines("README.md");
        int from = Array.FindIndex(lines, line => line.StartsWith("| | Router |", StringComparison.Ordinal));
        return [.. lines[from..].TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
    }

    public static IEnumerable<TheoryDataRow<string, string>> Ours => Rows.Skip(2).Where(row => row[1].Length > 0).Select(row => new TheoryDataRow<string, string>(row[0], row[1]));

    [Theory]
    [MemberData(nameof(Ours))]
    public void Yes_LinksATestThatIsThere(string feature, string cell)
    {
        if (cell == "no")
        {
            return;
        }

        Match link = Link().Match(cell);
        Assert.True(link.Success, $"\"{feature}\" says \"{cell}\" and links no test.");
        string file = Path.Combine(Repository.Root, link.Groups["file"].Value);
        Assert.True(File.Exists(file), $"\"{feature}\" links {link.Groups["file"].Value}, which is not there.");
        Assert.Matches($@"(?s)\[(?:Fact|Theory)[^\]]*\](?:(?!\[Fact|\[Theory).)*?\s(?:Task|void) {link.Groups["test"].Value}\(", File.ReadAllText(file));
    }

    [Fact]
    public void EveryRow_HasACellForEachProduct()
    {
        Assert.True(Rows.Length > 50, "The table is not there.");
        Assert.All(Rows.Skip(2), row => Assert.Equal(Rows[0].Length, row.Length));
        Assert.All(Rows.Skip(2).Where(row => row[1].Length > 0).SelectMany(row => row[2..]), cell => Assert.Contains(cell, Words));
    }

    [GeneratedRegex(@"^\[yes\]\((?<file>\S+) ""(?<test>\w+)""\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
