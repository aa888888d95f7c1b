using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Docs;

/// <summary>README.md, and every page below docs and packaging.</summary>
internal static class MarkdownPages
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "README.md",
        .. ((string[])["docs", "packaging"]).Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<MarkdownBlock> Blocks { get; } = [.. Names.SelectMany(Read)];

    public static string[] Lines(string page) => File.ReadAllLines(Path.Combine(Repository.Root, page));

    private static IEnumerable<MarkdownBlock> Read(string page)
    {
        string[] lines = Lines(page);
        for (int line = 0; line < lines.Length; line++)
        {
            if (!lines[line].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            int end = Array.IndexOf(lines, "```", line + 1);
            if (end < 0)
            {
                throw new InvalidOperationException($"{page}:{line + 1}: the block does not end.");
            }

            string[] head = lines[line][3..].Split(' ', 2);
            yield return new MarkdownBlock(page, line + 1, head[0], head.Length > 1 ? head[1] : "", string.Join('\n', lines[(line + 1)..end]));
            line = end;
        }
    }
}
