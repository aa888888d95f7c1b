using System.Collections.Immutable;
using Router.Core.Spend;
using Router.Core.Usage;

namespace Router.Api.DemoData;

/// <summary>The way of a request of the demo: what the gateway would have recorded of it.</summary>
internal static class DemoSteps
{
    private static readonly TimeSpan Routing = TimeSpan.FromMilliseconds(3);

    /// <summary>What an attempt that fails takes, as the month's times have it.</summary>
    private static readonly TimeSpan Failing = TimeSpan.FromSeconds(1.8);

    /// <summary>The parts.</summary>
    public static ImmutableArray<RequestStep> Of(DemoTurn turn)
    {
        ImmutableArray<RequestStep>.Builder steps = ImmutableArray.CreateBuilder<RequestStep>();
        if (turn.Attempts == 0)
        {
            return [];
        }

        steps.Add(new RequestStep(RequestStepKind.Routed, TimeSpan.Zero, Routing) { Model = turn.Model.Name, Outcome = "ordered", Targets = turn.Model == DemoModel.Opus || turn.Model.Provider != "anthropic" ? 1 : 2 });
        TimeSpan at = Routing;
        bool fails = turn.Ending == SettlementKind.Failed;
        for (int attempt = 1; attempt <= turn.Attempts; attempt++)
        {
            bool isLast = attempt == turn.Attempts;
            TimeSpan took = isLast ? turn.Latency - at : Failing;
            string provider = isLast ? turn.Instead ?? turn.Model.Provider : turn.Model.Provider;
            steps.Add(new RequestStep(RequestStepKind.Asked, at, took > TimeSpan.Zero ? took : Routing)
            {
                Provider = provider,
                Model = provider == turn.Model.Provider ? turn.Model.Served : DemoModel.DeepSeek.Served,
                Outcome = isLast && !fails ? turn.Ending == SettlementKind.Cut ? "cut" : "answered" : "http_error",
                Status = isLast && !fails ? 200 : 529,
            });
            at += took;
        }

        return steps.ToImmutable();
    }
}
