using System.Collections.Immutable;
using Router.Core.Admission;
using Router.Core.Routing;
using Router.Protocol.Errors;

namespace Router.Api.Upstream.Failures;

/// <summary>A failed attempt before content, as a value.</summary>
/// <param name="Kind">The stage.</param>
/// <param name="Target">Where it was tried.</param>
/// <param name="Detail">What happened, for the log; may name addresses, never secrets.</param>
internal sealed record UpstreamFailure(FailureKind Kind, Target Target, string Detail)
{
    /// <summary>The provider's status, or the one that its error event stands for; 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>The provider's error body, without the gateway's credential.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>What <see cref="Body"/> says; null when there was none.</summary>
    public ProviderError? Error { get; init; }

    /// <summary>The provider's headers that the client should see.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How long the provider asks to wait, or the gate that refused; null when nobody says.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the account's quota or balance is used up.</summary>
    public bool IsQuota { get; init; }

    /// <summary>Of <see cref="FailureKind.GateClosed"/>: the gate's answer.</summary>
    public GateAnswer Gate { get; init; }

    /// <summary>The length of the request's body in bytes, sent or not; 0 when it had no part in the failure.</summary>
    public long RequestLength { get; init; }

    /// <summary>Of <see cref="FailureKind.CredentialRefused"/> and <see cref="FailureKind.GateClosed"/>: what the client is told of the credential; null where it is the operator's.</summary>
    public CredentialNotice? Credential { get; init; }

    /// <summary>Of <see cref="FailureKind.NoVaultEntry"/>: what the client is told.</summary>
    public string? Told { get; init; }

    /// <summary>How long the provider was waited for, when that time ran out.</summary>
    public TimeSpan Limit { get; init; }

    public override string ToString() => $"{Target} {Kind}{(Status > 0 ? $" {Status}" : "")}: {Detail}";
}
