using System.Collections.Frozen;
using Router.Core.Usage;
using Router.Dashboard.Texts;

namespace Router.Dashboard.Requests;

/// <summary>A request's way as rows under one axis, from its arrival to its end.</summary>
public static class RequestTimeline
{
    // Attempts that ended in the gateway: nothing went out.
    private static readonly FrozenSet<string?> Unsent =
        FrozenSet.Create<string?>(StringComparer.Ordinal, "no_credential", "no_client_key", "no_vault_entry", "unsuitable", "gate_closed", "filter_refused", "filter_failed", "loop");

    /// <summary>The rows, in the order of their beginnings; of a record of before the way was kept only what it knows.</summary>
    public static IReadOnlyList<TimelineRow> Of(UsageRecord record)
    {
        TimeSpan total = record.Latency ?? record.Steps.Select(step => step.At + step.Took).DefaultIfEmpty().Max();
        List<TimelineRow> rows = [.. record.Steps.Select(step => RowOf(step, record))];
        if (rows.Count == 0 && record.Attempts > 0)
        {
            rows.Add(Asked(record.Provider, record.ModelServed, TimeSpan.Zero, total, record.FirstToken) with { Note = record.Attempts > 1 ? $"{record.Attempts} attempts" : "" });
        }

        return rows;
    }

    private static TimelineRow RowOf(RequestStep step, UsageRecord record) => step.Kind switch
    {
        RequestStepKind.Routed => new TimelineRow("Routed", RouteOf(step), step.At, step.Took) { Tone = "route" },
        RequestStepKind.Waited when step.Outcome == "pause" => new TimelineRow("Paused", "nothing could be asked", step.At, step.Took) { Tone = "gate" },
        RequestStepKind.Waited when step.Outcome == "granted" => new TimelineRow($"Waited for {step.Provider}", "in the queue of its gate", step.At, step.Took) { Tone = "gate" },
        RequestStepKind.Waited => new TimelineRow($"{step.Provider} not asked", $"its gate was closed: {Code(step.Outcome)}", step.At, step.Took) { Tone = "gate" },
        _ when step.Outcome is "answered" or "cut" => Asked(step.Provider, step.Model, step.At, step.Took, record.FirstToken) with { Note = step.Outcome == "cut" ? "cut" : "answered" },
        _ when step.Status == 0 && Unsent.Contains(step.Outcome) => new TimelineRow($"{step.Provider} not asked", $"{step.Model}: {Code(step.Outcome)}", step.At, step.Took) { Tone = "failed" },
        _ => new TimelineRow($"Asked {step.Provider}", $"{step.Model}: {Failure(step)}", step.At, step.Took) { Tone = "failed" },
    };

    /// <summary>An attempt that came to content has two parts: until that, and from there.</summary>
    private static TimelineRow Asked(string? provider, string? model, TimeSpan at, TimeSpan took, TimeSpan? firstToken)
    {
        TimeSpan wait = firstToken is { } first && first > at ? first - at : TimeSpan.Zero;
        return new TimelineRow($"Asked {provider ?? "a provider"}", model ?? "", at, took) { Tone = "wait", Content = firstToken is null || wait > took ? null : wait };
    }

    private static string RouteOf(RequestStep step) =>
        $"{(step.Model is null ? "by a tier" : $"by the entry {step.Model}")}, {step.Targets} {(step.Targets == 1 ? "target" : $"targets, {step.Outcome}")}";

    private static string Failure(RequestStep step) => step.Status == 0 ? Code(step.Outcome) : step.Outcome == "http_error" ? $"HTTP {step.Status}" : $"{Code(step.Outcome)}, HTTP {step.Status}";

    private static string Code(string? code) => Words.Name(code?.Replace('_', ' '));
}
