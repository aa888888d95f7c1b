using Xunit;

namespace Router.Api.Tests.Docs;

/// <summary>What is run or loaded by the other tests here is everything: no block hides from them.</summary>
public sealed class BlockRuleTests
{
    private const string Run = "bash";
    private static readonly string[] Loaded = ["jsonc"];

    /// <summary>What a reader copies into another program, or only reads.</summary>
    private static readonly string[] Read = ["json", "json5", "yaml", "nginx", "csharp", "text", "ini", "powershell", "fish"];

    public static IEnumerable<string> Pages => MarkdownPages.Names;

    [Fact]
    public void EveryBlock_SaysWhatItIs() =>
        Assert.All(MarkdownPages.Blocks, block => Assert.True(((string[])[Run, .. Loaded, .. Read]).Contains(block.Language), $"{block} is \"{block.Language}\"."));

    /// <summary>Indented blocks have no language, so nobody would know whether to run them.</summary>
    [Fact]
    public void NoBlock_IsIndented() => Assert.All(MarkdownPages.Names, page =>
    {
        string[] lines = MarkdownPages.Lines(page);
        bool isFenced = false;
        for (int line = 1; line < lines.Length; line++)
        {
            isFenced ^= lines[line].StartsWith("```", StringComparison.Ordinal);
            Assert.False(!isFenced && lines[line].StartsWith("    ", StringComparison.Ordinal) && lines[line - 1].Length == 0, $"{page}:{line + 1} is an indented block.");
        }
    });

    [Fact]
    public void WordsThatAreCommands_StandInBlocksThatAreRun() => Assert.All(
        MarkdownPages.Blocks.Where(block => block.Language is "text" or ""),
        block => Assert.DoesNotMatch(@"(?m)^\$? ?(router|curl|dotnet|claude|export|docker|systemctl) ", block.Text));

    /// <summary>Few blocks can't be run here, and each says why.</summary>
    [Fact]
    public void SkippedBlocks_AreFew()
    {
        MarkdownBlock[] skipped = [.. MarkdownPages.Blocks.Where(block => block.Skip is not null)];

        Assert.All(skipped, block => Assert.True(block.Skip!.Length > 20, $"{block} does not say why it is skipped."));
        Assert.True(skipped.Length <= 9, $"{skipped.Length} blocks are skipped: {string.Join(", ", skipped.AsEnumerable())}");
    }
}
