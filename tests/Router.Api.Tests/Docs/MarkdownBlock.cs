using System.Text.RegularExpressions;

namespace Router.Api.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Language">The first word behind the fence; empty for none.</param>
/// <param name="Info">What follows it: <c>until="…"</c> for a command that goes on by itself (<c>and="end"</c>: until then), <c>skip="…"</c> with the reason why it is not run.</param>
/// <param name="Text">What is between the fences.</param>
internal sealed partial record MarkdownBlock(string Page, int Line, string Language, string Info, string Text)
{
    public string? Until => Attribute("until");

    /// <summary>Whether that command is ended before the next block.</summary>
    public bool IsEnded => Attribute("and") == "end";

    /// <summary>The file that a reader puts it into; null for none.</summary>
    public string? File => Attribute("file");

    public string? Skip => Attribute("skip");

    public override string ToString() => $"{Page}:{Line}";

    private string? Attribute(string name) => Attributes().Matches(Info).FirstOrDefault(match => match.Groups["name"].Value == name)?.Groups["value"].Value;

    [GeneratedRegex("(?<name>[a-z]+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attributes();
}
