using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Protocol.Anthropic;

namespace Router.Api.Doctor.Probes;

/// <summary>What became of one probe, as the product saw it, as a client would have got it, and as it was on the wire.</summary>
internal sealed record ProbeOutcome
{
    /// <summary>Why there was no answer; null when there was one, or none in time.</summary>
    public UpstreamFailure? Failure { get; init; }

    /// <summary>Whether the probe's own time ran out.</summary>
    public bool TimedOut { get; init; }

    /// <summary>How the message ended, seen from the client.</summary>
    public MessageEnding Ending { get; init; }

    /// <summary>The bytes that a client would have got.</summary>
    public byte[] Answer { get; init; } = [];

    /// <summary>The usage that the provider reported; what it did not report may be estimated, and then <see cref="Notes"/> say so.</summary>
    public MessageUsage Usage { get; init; }

    /// <summary>What translation dropped, changed or had to estimate.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What was on the wire.</summary>
    public required WireWatch Wire { get; init; }

    /// <summary>From the request to the end.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>From the request to the first content; null when none came.</summary>
    public TimeSpan? FirstContent { get; init; }

    /// <summary>Whether a whole answer came.</summary>
    public bool IsAnswer => Failure is null && !TimedOut && Ending == MessageEnding.Complete;

    public long Milliseconds => (long)Took.TotalMilliseconds;
}
