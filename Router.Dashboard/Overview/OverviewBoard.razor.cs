using System.Collections.Immutable;
using Router.Core.AdminContract;
using Router.Core.Spend;
using Router.Core.Tenancy.Access;
using Router.Core.Usage;
using Router.Dashboard.People;
using Router.Dashboard.Texts;
using Router.Dashboard.Visits;

namespace Router.Dashboard.Overview;

/// <summary>The overview's figures: now against the time before, who spends, what cools down, which budget ends first.</summary>
public partial class OverviewBoard : VisitPart
{
    private const int MostPeople = 8;
    private const int MostBudgets = 3;

    private static readonly IReadOnlyList<(string Value, string Text)> Shows = [("spend", "Spend"), ("requests", "Requests"), ("tokens", "Tokens")];

    private Period _period = null!;
    private UsageTable? _total;
    private UsageTable? _grouped;
    private AdminProblem? _problem;
    private IReadOnlyList<(string Name, double Value, string Text, string? Address)> _people = [];
    private IReadOnlyList<(string Name, BudgetStanding Standing)> _budgets = [];
    private RefusedCount _refused = RefusedCount.None;
    private ImmutableArray<ProviderStatus> _providers = [];

    /// <summary>Sums know one name each, so whoever sees no whole tenant is told those by team, user and key alone.</summary>
    private IReadOnlyList<(string Value, string Text)> Groups => Visit.Reach(Operation.SeeUsage) switch
    {
        Scope.Everything => [("model", "Model"), ("provider", "Provider"), ("tenant", "Tenant"), ("team", "Team"), ("user", "User")],
        Scope.OwnTenant => [("model", "Model"), ("provider", "Provider"), ("team", "Team"), ("user", "User")],
        Scope.OwnTeam => [("user", "User"), ("key", "Key")],
        _ => [("key", "Key")],
    };

    private (string Value, string Text) By => Groups.FirstOrDefault(group => group.Value == Visit["by"]) is { Value: not null } chosen ? chosen : Groups[0];

    private (string Value, string Text) Shown => Shows.FirstOrDefault(show => show.Value == Visit["show"]) is { Value: not null } chosen ? chosen : Shows[0];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _period = Period.Of(Visit["period"], Visit.Now);
        UsageTable? people = await TableAsync(UsageGroup.User);
        _total = people;
        _grouped = await TableAsync(Enum.Parse<UsageGroup>(By.Value, ignoreCase: true));
        _people = people is null ? [] : [.. people.Names().Take(MostPeople).Select(Person)];
        _providers = (await Api.ProvidersAsync(Visit.Caller)).Value?.Items ?? [];
        _budgets = [.. (await BudgetList.OfAllAsync(Api, Visit)).Take(MostBudgets)];
        _refused = RefusedCount.Of((await Api.RequestsAsync(Visit.Caller, new RequestQuery { Limit = RefusedCount.Looked })).Value, _period);
    }

    /// <summary>The change as a share; none against nothing, or against so little that the share says nothing.</summary>
    private static double? Change(double now, double before) => before > 0 && now / before < 10 ? (now - before) / before : null;

    private static double CacheShare(UsageSum sum) => sum.Tokens.AllInput > 0 ? (double)sum.Tokens.CacheRead / sum.Tokens.AllInput : 0;

    private static double FailedShare(UsageSum sum) => sum.Requests > 0 ? (double)sum.Failed / sum.Requests : 0;

    private async Task<UsageTable?> TableAsync(UsageGroup group)
    {
        AdminResult<AdminPage<UsageRow>> rows = await Api.UsageAsync(Visit.Caller, new UsageQuery(group, _period.Per, _period.Before, _period.To));
        _problem ??= rows.Problem;
        return rows.Value is { } page ? new UsageTable(page.Items, _period) : null;
    }

    private (string Name, double Value, string Text, string? Address) Person((string Tenant, string Name, UsageSum Sum) row) =>
        (row.Name, (double)row.Sum.Cost.Usd, $"{Words.Usd(row.Sum.Cost)} · {Words.Compact(row.Sum.Requests)}", Visit.Link("requests", ("user", row.Name)));

    private double Measure(UsageSum sum) => Shown.Value switch { "requests" => sum.Requests, "tokens" => sum.Tokens.All, _ => (double)sum.Cost.Usd };

    private string Format(double value) => Shown.Value == "spend" ? Words.Usd((decimal)value) : Words.Compact(value);
}
