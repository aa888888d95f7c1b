using Router.Core.AdminContract;
using Router.Core.Spend;
using Router.Core.Usage;
using Router.Dashboard.Texts;

namespace Router.Dashboard.Overview;

/// <summary>Requests of a period that were refused before a provider was asked. The sums leave them out; the last requests, one by one, have them.</summary>
/// <param name="Count">How many of them there are among the last requests.</param>
/// <param name="IsLeast">Whether there may be more: the period is longer than the last requests go back.</param>
public sealed record RefusedCount(int Count, bool IsLeast)
{
    /// <summary>The last requests that are looked at: as many as the gateway keeps one by one.</summary>
    public const int Looked = 1000;

    /// <summary>None.</summary>
    public static RefusedCount None { get; } = new(0, IsLeast: false);

    /// <summary>Those of a period.</summary>
    /// <param name="page">The last requests that the viewer may see, the newest first; null where he may see none.</param>
    /// <param name="period">The period.</param>
    public static RefusedCount Of(AdminPage<UsageRecord>? page, Period period) => page is null ? None : new RefusedCount(
        page.Items.Count(record => record.Outcome == SettlementKind.NotSent && record.At >= period.From && record.At < period.To),
        page.Items.Length == Looked && page.Items[^1].At > period.From);

    /// <summary>Words behind others, such as <c>, 4 refused</c>; empty for none.</summary>
    public override string ToString() => Count == 0 ? "" : $", {(IsLeast ? "at least " : "")}{Words.Compact(Count)} refused";
}
