using System.Collections.Immutable;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Spectre.Console;

namespace Router.Api.Doctor.Printing;

/// <summary>A table that fills in while the checks run, a row a provider. It goes when they are done: the report says the same with words.</summary>
internal sealed class LiveProgress(IAnsiConsole console) : IDoctorProgress
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly Table _table = new Table().Border(TableBorder.None);
    private LiveDisplayContext? _live;

    public Task ShowAsync(ImmutableArray<ProviderConfig> providers, Func<Task> work)
    {
        _table.AddColumn(new TableColumn("").NoWrap().PadLeft(0).PadRight(1));
        foreach (string name in CheckNames.All)
        {
            _table.AddColumn(new TableColumn(name).NoWrap().PadLeft(0).PadRight(1));
        }

        foreach (ProviderConfig provider in providers)
        {
            _rows[provider.Name] = _rows.Count;
            _table.AddRow([new Text(provider.Name), .. CheckNames.All.Select(_ => new Text("…", new Style(Color.Grey)))]);
        }

        return console.Live(_table).AutoClear(true).StartAsync(async live =>
        {
            lock (_lock)
            {
                _live = live;
                live.Refresh();
            }

            await work();
        });
    }

    public void Found(ProviderConfig provider, Check check)
    {
        lock (_lock)
        {
            int column = Enumerable.Range(0, CheckNames.All.Count).First(index => CheckNames.All[index] == check.Name) + 1;
            string word = check.Status switch { CheckStatus.Unsupported => "no", CheckStatus.Skipped => "-", var status => StatusText.Word(status) };
            _table.UpdateCell(_rows[provider.Name], column, new Text(word, StatusText.Style(check.Status)));
            _live?.Refresh();
        }
    }
}
