using Router.Api.Import;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>Each row of the tables in docs/switching.md.</summary>
public sealed class ImportRowTests
{
    private static readonly string[] Systems =
        [ImportRows.OneProvider, ImportRows.OneModel, ImportRows.ManyProviders, ImportRows.ModelsFile, ImportRows.Wrapper, ImportRows.RouterFile];

    public static IEnumerable<TheoryDataRow<string, string>> Rows => ImportRows.All.Select(row => new TheoryDataRow<string, string>(row.System, row.Name));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_BecomesWhatThePageSays(string system, string name)
    {
        ImportRow row = ImportRows.All.Single(row => row.System == system && row.Name == name);

        ImportResult result = Importer.Import(row.Files);

        if (row.Path is { } path)
        {
            Imported.Has(result, path, row.Expected);
        }
        else
        {
            Assert.Contains(result.Notes, note => note.Kind != ImportNoteKind.Export && note.Origin.Contains(name, StringComparison.Ordinal) && note.Text.Contains(row.Expected, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(result.Notes, note => note.Text.Contains("does not know", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_HasTheRows_AndNoOthers()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "switching.md"));
        string tables = string.Join("\n\n", Systems.Select(system => $"### {system}\n\n{Table(system)}"));
        int from = page.IndexOf($"### {Systems[0]}\n", StringComparison.Ordinal);
        int to = page.IndexOf("\n## ", Math.Max(from, 0), StringComparison.Ordinal);

        Assert.True(from >= 0 && to > from && page[from..to].Trim() == tables, $"Put these tables into docs/switching.md:\n{tables}");
    }

    private static string Table(string system) => string.Join('\n', ImportRows.All.Where(row => row.System == system)
        .Select(row => $"| `{row.Name}` | {row.Becomes} |").Prepend("|---|---|").Prepend("| there | here |"));
}
