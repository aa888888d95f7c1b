using Router.Api.Upstream.Failures;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream;

/// <summary>A target with one of its provider's credentials, and how it has done for this message so far.</summary>
internal sealed class Candidate(Target target, ProviderClient client, Credential credential, string? broughtKey = null)
{
    private bool _isTurnedAway;

    public Target Target { get; } = target;

    public ProviderClient Client { get; } = client;

    public Credential Credential { get; } = credential;

    /// <summary>Its credential's place among the provider's usable ones.</summary>
    public int Place { get; init; }

    /// <summary>How many of them there are.</summary>
    public int Places { get; init; } = 1;

    /// <summary>Of a secret that a rotation replaced: the candidate with the new one. Only when that is refused is the old one tried. Null for every other.</summary>
    public Candidate? ReplacedBy { get; init; }

    /// <summary>The secret that goes out, the gateway's or the one that the client brought: it must reach neither log nor answer.</summary>
    public string? SentSecret => Credential.Kind == SecretKind.Client ? broughtKey : Credential.Secret;

    /// <summary>What its user is told of the credential; null where it is the operator's.</summary>
    public CredentialNotice? Notice => Credential.Kind == SecretKind.Client ? CredentialNotice.Brought : Credential.Notice;

    /// <summary>Which credential it is, for the log; never its value.</summary>
    public string CredentialName => Credential.Source is { } source ? VaultWords.Of(source) : $"credential {Credential.Index + 1} of {Client.Config.Credentials.Length}";

    /// <summary>The permit for the attempt under way; null while there is none.</summary>
    public GatePass? Pass { get; set; }

    /// <summary>How earlier thinking is mended for it; grows when it refuses.</summary>
    public ThinkingRepair Repair { get; set; } = ThinkingRefusal.BeforeFirst(target.Provider.Style);

    /// <summary>How often it was.</summary>
    public int Repairs { get; set; }

    /// <summary>The last failure, else the gate's refusal; null before the first try.</summary>
    public UpstreamFailure? Last { get; private set; }

    /// <summary>Whether its gate refused last, and can be waited at.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>When it may be tried again, as a clock timestamp; 0 for at any time.</summary>
    public long NotBefore { get; private set; }

    /// <summary>Whether another try in this message makes sense.</summary>
    public bool MayTry => !_isTurnedAway && IsItsTurn && (Last is null || (Failures <= Client.Config.Retries && FailurePolicy.MayPass(Last)));

    private bool IsItsTurn => ReplacedBy is null || (ReplacedBy.Last is { } last && FailurePolicy.IsCredentialRefused(last));

    /// <summary>An attempt failed.</summary>
    /// <param name="failure">How.</param>
    /// <param name="pause">How long to leave it alone, when it does not say so itself.</param>
    /// <param name="clock">The clock.</param>
    public void Fail(UpstreamFailure failure, TimeSpan pause, TimeProvider clock)
    {
        Failures++;
        IsRefused = false;
        Last = failure;
        NotBefore = After(failure.RetryAfter > pause ? failure.RetryAfter.Value : pause, clock);
    }

    /// <summary>How often it failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Its gate is closed or full.</summary>
    /// <param name="refusal">What the gate says.</param>
    /// <param name="waited">Whether it has been waited at already.</param>
    /// <param name="clock">The clock.</param>
    public void Refuse(GateAnswer refusal, bool waited, TimeProvider clock)
    {
        IsRefused = !waited;
        // A full queue turns people away for good: the client comes back when it can.
        _isTurnedAway = refusal.Reason == RefusalReason.QueueFull;
        NotBefore = After(refusal.RetryAfter, clock);
        // A provider's own words say more than the gate that closed because of them.
        if (Last is null or { Kind: FailureKind.GateClosed })
        {
            Last = new UpstreamFailure(FailureKind.GateClosed, Target, $"{refusal.Reason}, again in {refusal.RetryAfter.TotalSeconds:0.###} s")
            {
                Gate = refusal, Status = refusal.Status, RetryAfter = refusal.RetryAfter, Credential = Notice,
            };
        }
        else
        {
            Last = Last with { RetryAfter = refusal.RetryAfter, Gate = refusal };
        }
    }

    private static long After(TimeSpan wait, TimeProvider clock) => clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency);
}
