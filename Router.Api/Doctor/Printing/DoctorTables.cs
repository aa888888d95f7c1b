using System.Collections.Immutable;
using System.Globalization;
using Router.Core.AdminContract.Checks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Router.Api.Doctor.Printing;

/// <summary>The report for people: the configuration, then each provider, then one sentence.</summary>
internal static class DoctorTables
{
    public static void Write(IAnsiConsole console, DoctorReport report)
    {
        Heading(console, "Configuration", report.Configuration.File ?? "none, from the environment");
        console.Write(Table(report.Configuration.Checks));
        foreach (ProviderReport provider in report.Providers)
        {
            console.WriteLine();
            Heading(console, provider.Name, $"{provider.Style}, {provider.BaseUrl}{(provider.Model is { } model ? $", model {model}" : "")}");
            console.Write(Table(provider.Checks));
        }

        console.WriteLine();
        console.Write(new Text(Summary(report), StatusText.Style(report.Ok ? CheckStatus.Ok : CheckStatus.Failed)));
        console.WriteLine();
    }

    private static void Heading(IAnsiConsole console, string name, string more)
    {
        console.Write(new Text(name, new Style(decoration: Decoration.Bold)));
        console.Write(new Text($"  {more}", new Style(Color.Grey)));
        console.WriteLine();
    }

    private static Padder Table(ImmutableArray<Check> checks)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders();
        table.AddColumn(new TableColumn("check").PadRight(2));
        table.AddColumn(new TableColumn("result").NoWrap().PadRight(2));
        table.AddColumn(new TableColumn("ms").NoWrap().RightAligned().PadRight(2));
        table.AddColumn(new TableColumn("what"));
        int credentials = checks.Max(check => check.Credential) ?? 0;
        for (int index = 0; index < checks.Length; index++)
        {
            Check check = checks[index];
            string name = check.Credential is { } number && credentials > 1 ? $"{check.Name} {number} of {credentials}" : check.Name;
            int alike = Alike(checks, index);
            if (alike > 1)
            {
                index += alike - 1;
                name = $"{name} to {checks[index].Name}";
            }

            string time = check.Milliseconds is { } milliseconds ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms") : "";
            table.AddRow(new Text(name), new Text(StatusText.Word(check.Status), StatusText.Style(check.Status)), new Text(time, new Style(Color.Grey)), What(check));
        }

        return new Padder(table, new Padding(2, 0, 0, 0));
    }

    /// <summary>How many checks from here on were skipped for one reason: they make one row.</summary>
    private static int Alike(ImmutableArray<Check> checks, int from) => checks[from] is { Status: CheckStatus.Skipped, Credential: null } first
        ? checks.Skip(from).TakeWhile(check => check.Status == CheckStatus.Skipped && check.Text == first.Text && check.Credential is null).Count()
        : 1;

    private static IRenderable What(Check check)
    {
        var text = new Text(check.Text, check.Status == CheckStatus.Skipped ? new Style(Color.Grey) : null);
        return check.Hint is { } hint ? new Rows(text, new Text($"-> {hint}", new Style(Color.Aqua))) : text;
    }

    private static string Summary(DoctorReport report)
    {
        if (!report.Configuration.Ok)
        {
            int failed = report.Configuration.Checks.Count(check => check.Status == CheckStatus.Failed);
            return $"The configuration has {failed} error{(failed == 1 ? "" : "s")}{(report.Providers.IsEmpty ? "; no provider was asked." : ".")}";
        }

        string[] bad = [.. report.Providers.Where(provider => !provider.Ok).Select(provider => provider.Name)];
        if (bad.Length > 0)
        {
            int others = report.Providers.Length - bad.Length;
            return $"Something failed at {string.Join(", ", bad)}.{(others == 0 ? "" : others == 1 ? " Nothing failed at the other provider." : $" Nothing failed at the {others} others.")}";
        }

        string[] untried = [.. report.Providers.Where(provider => provider.Checks.Any(check => check is { Name: CheckNames.Auth, Status: CheckStatus.Skipped })).Select(provider => provider.Name)];
        if (untried.Length > 0)
        {
            return $"Nothing failed, but the credentials of {string.Join(", ", untried)} were not tried; name a model with --model.";
        }

        bool hasHints = report.Configuration.Checks.Concat(report.Providers.SelectMany(provider => provider.Checks)).Any(check => check.Hint is not null || check.Status == CheckStatus.Warning);
        return hasHints ? "Nothing failed; the warnings and hints (->) above say what could be better." : "All is well.";
    }
}
