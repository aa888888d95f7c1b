using System.Text.Json.Nodes;
using Router.Api.Admin.Routes;
using Router.Core.Spend;

namespace Router.Api.Admin.Budgets;

/// <summary>What the standing of somebody looks like in answers.</summary>
internal static class BudgetShapes
{
    public static NamedShape Standing { get; } = new("Standing", Shape.Object(
        ("type", Shape.OneOf(Enum.GetValues<SpendLevel>().Select(NodeNames.Of))),
        ("tenant", Shape.Text()),
        ("id", Shape.Text()),
        ("spent_usd", Shape.Object(("today", Shape.Number()), ("this_week", Shape.Number()), ("this_month", Shape.Number()))),
        ("reserved_usd", Shape.Number()),
        ("limits", Shape.List(Limit())),
        ("budgets", Shape.List(Budget()))));

    private static JsonObject Limit() => Shape.Object(
        ("of", Shape.Text()), ("what", Shape.OneOf("requests_per_minute", "tokens_per_minute", "concurrency")), ("limit", Shape.Integer()), ("used", Shape.Integer()));

    private static JsonObject Budget() => Shape.Object(
        ("of", Shape.Text()),
        ("per", Shape.OneOf("day", "week", "month")),
        ("usd", Shape.Number()),
        ("soft_at", Shape.Integer().OrNull()),
        ("spent_usd", Shape.Number()),
        ("reserved_usd", Shape.Number()),
        ("used_percent", Shape.Integer()),
        ("warned_at", Shape.Integer().OrNull()),
        ("reset", Shape.Time()));
}
