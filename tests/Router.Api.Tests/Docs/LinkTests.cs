using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Docs;

/// <summary>Links between pages, and from pages to files, lead somewhere.</summary>
public sealed partial class LinkTests
{
    public static IEnumerable<TheoryDataRow<string>> Pages => MarkdownPages.Names.Select(page => new TheoryDataRow<string>(page));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_LeadSomewhere(string page)
    {
        string text = string.Join('\n', MarkdownPages.Lines(page));
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (Match link in Link().Matches(text))
        {
            string[] parts = link.Groups["to"].Value.Split('#', 2);
            string target = parts[0].Length == 0 ? Path.Combine(Repository.Root, page) : Path.GetFullPath(parts[0], folder);
            Assert.True(Path.Exists(target), $"{page} links {link.Groups["to"].Value}, which is not there.");
            if (parts.Length > 1 && target.EndsWith(".md", StringComparison.Ordinal))
            {
                Assert.True(Anchors(target).Contains(parts[1]), $"{page} links {link.Groups["to"].Value}, which that page does not have.");
            }
        }
    }

    /// <summary>As GitHub makes them of headings.</summary>
    private static HashSet<string> Anchors(string file) =>
        [.. Heading().Matches(File.ReadAllText(file)).Select(match => NotInAnchors().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<to>(?!https?:|mailto:)[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchors();
}
