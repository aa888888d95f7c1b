using Router.Api.Upstream.Failures;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;

namespace Router.Api.Upstream;

/// <summary>A target with one of its provider's credentials, and how it has done for this message so far.</summary>
internal sealed class Candidate(Target target, ProviderClient client, Credential credential, string? broughtKey = null)
{
    public Target Target { get; } = target;

    public ProviderClient Client { get; } = client;

    public Credential Credential { get; } = credential;

    /// <summary>The secret that goes out, the gateway's or the one that the client brought: it must not reach the log.</summary>
    public string? SentSecret => Credential.Kind == SecretKind.Client ? broughtKey : Credential.Secret;

    /// <summary>Which credential it is, for the log; never its value.</summary>
    public string CredentialName => $"credential {Credential.Index + 1} of {Client.Config.Credentials.Length}";

    /// <summary>The last failure; null before the first try.</summary>
    public UpstreamFailure? Last { get; private set; }

    /// <summary>When the provider wants to be asked again, as a clock timestamp; 0 for at any time.</summary>
    public long NotBefore { get; private set; }

    public void Fail(UpstreamFailure failure, TimeProvider clock)
    {
        Last = failure;
        NotBefore = failure.RetryAfter is { } wait ? clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency) : 0;
    }

    /// <summary>Whether a round may try it: all in round 0, then those whose failure may pass and whose provider allows the repetition.</summary>
    public bool MayTry(int round) => Last is null || (round <= Client.Config.Retries && FailurePolicy.MayPass(Last));
}
