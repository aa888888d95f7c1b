using System.Globalization;
using Router.Core.AdminContract;
using Router.Dashboard.Visits;

namespace Router.Dashboard.Audit;

/// <summary>Which acts are shown: what the address says.</summary>
internal static class AuditFilter
{
    private const int APage = 50;

    /// <summary>What acts are about, for a choice.</summary>
    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } =
    [
        ("", "anything"), ("tenant", "tenants"), ("team", "teams"), ("user", "users"), ("key", "keys"), ("vault", "vault"), ("provider", "providers"), ("cache", "cache"), ("config", "configuration"),
    ];

    /// <summary>The question. A day that is none is left out: the field shows it empty.</summary>
    public static AuditQuery Of(Visit visit) => new()
    {
        Limit = APage, After = visit["after"], Tenant = visit["tenant"], Action = visit["what"], Actor = visit["who"], Entry = visit["entry"], From = Day(visit["from"]), To = Day(visit["to"]),
    };

    /// <summary>Whether the days of a question leave none between them.</summary>
    public static bool IsBackwards(Visit visit) => Day(visit["from"]) > Day(visit["to"]);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
