using Spectre.Console;

namespace Router.Api.CommandLine;

/// <summary>
/// A table for people that loses nothing on a narrow terminal: where its rows don't fit beside each other, each becomes a block of lines, a column a line. No id or name is ever
/// broken in two.
/// </summary>
/// <param name="columns">The headings.</param>
internal sealed class FittingTable(params IReadOnlyList<string> columns)
{
    private const int Gap = 2;

    /// <summary>What a column that may wrap needs at least.</summary>
    private const int LeastWrapped = 24;

    private readonly List<FittingCell[]> _rows = [];

    /// <summary>The first column of numbers, which stand at the right; the columns behind it too. Default: none.</summary>
    public int NumbersFrom { get; init; } = int.MaxValue;

    /// <summary>A column of sentences, which may wrap. Default: none.</summary>
    public int Sentences { get; init; } = -1;

    public void Add(params ReadOnlySpan<FittingCell> cells) => _rows.Add(cells.ToArray());

    public void Write(IAnsiConsole console)
    {
        int width = columns.Select((_, column) => WidthOf(column)).Sum() + (Gap * (columns.Count - 1));
        if (width <= console.Profile.Width)
        {
            WriteBeside(console);
        }
        else
        {
            WriteBelow(console);
        }
    }

    private int WidthOf(int column)
    {
        int width = _rows.Select(row => row[column].Text.Length).Append(columns[column].Length).Max();
        return column == Sentences ? Math.Min(width, LeastWrapped) : width;
    }

    private void WriteBeside(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.None);
        for (int column = 0; column < columns.Count; column++)
        {
            TableColumn heading = new TableColumn(columns[column]).PadLeft(0).PadRight(column == columns.Count - 1 ? 0 : Gap);
            heading = column == Sentences ? heading : heading.NoWrap();
            table.AddColumn(column >= NumbersFrom ? heading.RightAligned() : heading);
        }

        foreach (FittingCell[] row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell.Text, cell.Style)));
        }

        console.Write(table);
    }

    private void WriteBelow(IAnsiConsole console)
    {
        int heading = columns.Max(column => column.Length);
        foreach (FittingCell[] row in _rows)
        {
            console.Write(new Text(row[0].Text, row[0].Style ?? new Style(decoration: Decoration.Bold)));
            console.WriteLine();
            Grid lines = new Grid().AddColumn(new GridColumn().NoWrap().Width(heading + Gap).PadLeft(Gap).PadRight(0)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));
            foreach ((FittingCell cell, string name) in row.Zip(columns).Skip(1).Where(pair => pair.First.Text.Length > 0))
            {
                lines.AddRow(new Text(name), new Text(cell.Text, cell.Style));
            }

            console.Write(lines);
        }
    }
}
