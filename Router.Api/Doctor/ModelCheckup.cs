using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Api.Doctor.Probes;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;

namespace Router.Api.Doctor;

/// <summary>What a provider does with each of its credentials, and what its model does with the first that is taken.</summary>
internal sealed class ModelCheckup(Prober prober, TimeProvider clock)
{
    /// <summary>The upload of a prompt beyond the window takes its time.</summary>
    private static readonly TimeSpan DeepPatience = TimeSpan.FromMinutes(3);

    public async Task RunAsync(RouterSnapshot snapshot, Target target, ImmutableArray<Credential> usable, bool deep, Action<Check> found, CancellationToken cancellation)
    {
        (ProbeTarget asked, ProbeOutcome whole) = await TryCredentialsAsync(snapshot, target, usable, found, cancellation);
        found(MessageCheck.Of(asked, whole));
        if (!whole.IsAnswer && IsHopeless(whole))
        {
            foreach (string name in CheckNames.OfModel.Skip(1))
            {
                found(Check.Skipped(name, "not one token came"));
            }

            return;
        }

        ProbeOutcome stream = await prober.AskAsync(asked, ProbeBodies.Stream, Prober.Patience, cancellation);
        found(StreamCheck.Of(asked, stream, clock));
        found(await ToolsAsync(asked, cancellation));
        long started = clock.GetTimestamp();
        Check count = CountCheck.Of(await prober.CountAsync(asked, ProbeBodies.Count, cancellation));
        found(count.Status == CheckStatus.Ok ? count with { Milliseconds = (long)clock.GetElapsedTime(started).TotalMilliseconds } : count);
        found(UsageCheck.Of(asked, whole, stream));
        found(deep ? await OverflowAsync(asked, cancellation) : Check.Skipped(CheckNames.Overflow, "uploads megabytes: only with --deep"));
    }

    /// <summary>Asks for one token with every credential; the first that is taken is the one to go on with.</summary>
    private async Task<(ProbeTarget Asked, ProbeOutcome Outcome)> TryCredentialsAsync(
        RouterSnapshot snapshot, Target target, ImmutableArray<Credential> usable, Action<Check> found, CancellationToken cancellation)
    {
        (ProbeTarget Asked, ProbeOutcome Outcome, CheckStatus Status)? best = null;
        for (int index = 0; index < target.Provider.Credentials.Length; index++)
        {
            if (usable.FirstOrDefault(one => one.Index == index) is not { } credential)
            {
                found(Check.Skipped(CheckNames.Auth, $"{target.Provider.Credentials[index]} gives no key that can be used") with { Credential = index + 1 });
                continue;
            }

            if (credential.Kind == SecretKind.Client)
            {
                found(Check.Skipped(CheckNames.Auth, "users bring their own keys, so there is none to try it with") with { Credential = index + 1 });
                continue;
            }

            var asked = new ProbeTarget(snapshot, target, credential);
            ProbeOutcome outcome = await prober.AskAsync(asked, ProbeBodies.OneToken, Prober.Patience, cancellation);
            Check auth = AuthCheck.Of(asked, outcome);
            found(auth);
            if (best is not { Outcome.IsAnswer: true } && (best is null || outcome.IsAnswer || (best.Value.Status == CheckStatus.Failed && auth.Status != CheckStatus.Failed)))
            {
                best = (asked, outcome, auth.Status);
            }
        }

        return (best!.Value.Asked, best.Value.Outcome);
    }

    /// <summary>What would only repeat itself at every further question. A refusal of the one token's size would not.</summary>
    private static bool IsHopeless(ProbeOutcome outcome) =>
        outcome.Failure is not { Kind: FailureKind.HttpError or FailureKind.ErrorEvent } failure || failure.Status is 402 or 404 or 405 or 429 or >= 500;

    private async Task<Check> ToolsAsync(ProbeTarget asked, CancellationToken cancellation)
    {
        ProbeOutcome free = await prober.AskAsync(asked, ProbeBodies.Tools, Prober.Patience, cancellation);
        return ToolsCheck.OfFree(asked, free)
            ?? ToolsCheck.OfForced(asked, free, await prober.AskAsync(asked, ProbeBodies.ForcedTool, Prober.Patience, cancellation));
    }

    private async Task<Check> OverflowAsync(ProbeTarget asked, CancellationToken cancellation)
    {
        if (asked.Snapshot.Providers[asked.Target.Provider.Name].IsDemo)
        {
            return Check.Skipped(CheckNames.Overflow, "the demo model has no window");
        }

        long tokens = OverflowCheck.TokensFor(TargetFit.WindowOf(asked.Target));
        ProbeOutcome outcome = await prober.AskAsync(asked, ProbeBodies.Long(tokens), DeepPatience, cancellation);
        return OverflowCheck.Of(outcome, tokens, DeepPatience);
    }

}
