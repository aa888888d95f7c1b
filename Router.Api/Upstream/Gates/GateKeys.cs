using System.Collections.Concurrent;
using Router.Api.State;
using Router.Core.Admission;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Upstream.Gates;

/// <summary>Names the gate that a candidate goes through.</summary>
internal sealed class GateKeys(StateFolder state)
{
    /// <summary>Requests for counts: providers limit them apart from messages.</summary>
    public const string Counting = "count_tokens";

    /// <summary>What the credential is called that a client brought, before its fingerprint.</summary>
    public const string Brought = "client";

    /// <summary>What credentials of vaults are called, before their fingerprints.</summary>
    public const string Vault = "vault";

    /// <summary>Families that are remembered; with a <c>*</c> target the models' names are the clients' text.</summary>
    private const int MostFamilies = 1000;

    private readonly ConcurrentDictionary<string, string> _families = new(StringComparer.Ordinal);

    public GateKey Of(Candidate candidate) => new(candidate.Target.Provider.Name, CredentialOf(candidate), FamilyOf(candidate.Target.Model));

    public GateKey OfCounting(Candidate candidate) => new(candidate.Target.Provider.Name, CredentialOf(candidate), Counting);

    /// <summary>A key that a client brought has a gate of its own: it has limits of its own, and a bad one must not cool the others.</summary>
    private string CredentialOf(Candidate candidate) =>
        candidate.Credential.Kind == SecretKind.Client && candidate.SentSecret is { } brought ? $"{Brought}-{Fingerprint.Of(state.Hasher, brought)}" : candidate.Credential.Id;

    private string FamilyOf(string model)
    {
        if (_families.TryGetValue(model, out string? family))
        {
            return family;
        }

        if (_families.Count >= MostFamilies)
        {
            _families.Clear();
        }

        return _families[model] = ModelFamily.Of(model);
    }
}
