using System.Collections.Immutable;
using Router.Core.Admission;

namespace Router.Core.AdminContract;

/// <summary>How a provider does, since the start.</summary>
/// <param name="Credentials">Its usable credentials.</param>
/// <param name="Answers">Its answers with success.</param>
/// <param name="Failures">Its failures.</param>
/// <param name="LastError">The last failure in the provider's words; null for none.</param>
/// <param name="LastFailure">When that was.</param>
/// <param name="Gates">Its gates, in the order of their names.</param>
public sealed record ProviderDetails(int Credentials, long Answers, long Failures, string? LastError, DateTimeOffset? LastFailure, ImmutableArray<KeyValuePair<GateKey, GateStatus>> Gates);
