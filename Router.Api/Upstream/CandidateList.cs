using System.Collections.Immutable;
using Router.Api.Auth;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;

namespace Router.Api.Upstream;

/// <summary>Who may be asked for a message: each target with each of its usable credentials, in order.</summary>
internal static class CandidateList
{
    /// <summary>The candidates.</summary>
    /// <param name="exchange">The message.</param>
    /// <param name="targets">The targets of its route in the order in which they are tried.</param>
    /// <param name="unusable">Gets the targets that can't be asked, and why.</param>
    public static ImmutableArray<Candidate> For(MessageExchange exchange, ImmutableArray<Target> targets, List<UpstreamFailure> unusable)
    {
        ImmutableArray<Candidate>.Builder candidates = ImmutableArray.CreateBuilder<Candidate>();
        foreach (Target target in targets)
        {
            ProviderClient client = exchange.Snapshot.Providers[target.Provider.Name];
            // A key that the client brought was given for the first provider; it never goes along a failover.
            bool first = string.Equals(target.Provider.Name, exchange.Route.Targets[0].Provider.Name, StringComparison.Ordinal);
            bool takesBrought = first && client.Credentials.Any(credential => credential.Kind == SecretKind.Client);
            string? brought = takesBrought ? RequestKeys.OwnSecretOf(exchange.Context.Request.Headers, exchange.Snapshot.Keys) : null;
            ImmutableArray<Credential> usable = [.. client.Credentials.Where(credential => credential.Kind != SecretKind.Client || brought is not null)];
            if (!usable.IsEmpty)
            {
                candidates.AddRange(usable.Select(credential => new Candidate(target, client, credential, brought)));
            }
            else
            {
                unusable.Add(client.Credentials.Any(credential => credential.Kind == SecretKind.Client)
                    ? new UpstreamFailure(FailureKind.NoClientKey, target, "the client brought no key of its own")
                    : new UpstreamFailure(FailureKind.NoCredential, target, "no usable credential"));
            }
        }

        return candidates.ToImmutable();
    }
}
