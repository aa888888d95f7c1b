using System.Collections.Immutable;
using Router.Api.Upstream.Failures;
using Router.Core.Routing;
using Router.Protocol.Errors;

namespace Router.Api.Upstream;

/// <summary>Where a message goes on that was too long for a target: to those whose windows are known to be larger, and to no others.</summary>
internal static class WiderTargets
{
    /// <summary>Whether to go on behind a failure. The targets that are not wide enough count as failed in the same way: they would only repeat it.</summary>
    public static bool GoesOn(UpstreamFailure failure, ImmutableArray<Candidate> candidates, TimeProvider clock)
    {
        if (LeastWindow(failure) is not { } least || !candidates.Any(candidate => IsOpen(candidate) && Holds(candidate.Target, least)))
        {
            return false;
        }

        foreach (Candidate candidate in candidates.Where(candidate => IsOpen(candidate) && !Holds(candidate.Target, least)))
        {
            candidate.Fail(failure, TimeSpan.Zero, clock);
        }

        return true;
    }

    /// <summary>
    /// The tokens that a context must hold to be of help where a provider says that prompt, or prompt and output together, exceed its own; null for any
    /// other failure, and when neither the provider nor the configuration tells how much that was.
    /// </summary>
    public static long? LeastWindow(UpstreamFailure failure) =>
        failure is { Kind: FailureKind.HttpError or FailureKind.ErrorEvent, Status: 400 or 413 or 422, Error: { } error } && ContextOverflow.Matches(error, out long? told)
            ? told ?? TargetFit.WindowOf(failure.Target) + 1
            : null;

    /// <summary>Not tried yet, or only not let in for the moment.</summary>
    private static bool IsOpen(Candidate candidate) => candidate is { MayTry: true, Last: null or { Kind: FailureKind.GateClosed } };

    private static bool Holds(Target target, long tokens) => TargetFit.WindowOf(target) >= tokens;
}
