using System.Collections.Immutable;
using Router.Api.Auth;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream;

/// <summary>Who may be asked for a message: each target, in the order of the route's strategy, those that can't serve it last, with each of its usable credentials, the session's own credential first.</summary>
internal sealed partial class CandidateList(TargetOrder order, FittingTargets fitting, CredentialAffinity affinity, CredentialLookup credentials, ILogger<CandidateList> logger)
{
    /// <summary>The candidates.</summary>
    /// <param name="exchange">The message.</param>
    /// <param name="unusable">Gets the targets that can't be asked, and why.</param>
    public async ValueTask<ImmutableArray<Candidate>> ForAsync(MessageExchange exchange, List<UpstreamFailure> unusable)
    {
        ImmutableArray<Candidate>.Builder candidates = ImmutableArray.CreateBuilder<Candidate>();
        foreach (Target target in fitting.Order(exchange, Allowed(exchange, order.Of(exchange))))
        {
            ProviderClient client = exchange.Snapshot.Providers[target.Provider.Name];
            string? brought = BroughtFor(exchange, target, client);
            UsableCredentials found = await FindAsync(exchange, client, brought is not null);
            ImmutableArray<Credential> usable = found.Own;
            if (!usable.IsEmpty)
            {
                int start = affinity.Of(exchange, client.Config.Name, usable.Length);
                Candidate[] own = [.. Enumerable.Range(0, usable.Length).Select(step => (start + step) % usable.Length).Select(place => new Candidate(target, client, usable[place], brought)
                {
                    Place = place, Places = usable.Length,
                })];
                candidates.AddRange(own);
                candidates.AddRange(found.Former.Select(former => new Candidate(target, client, former.Credential)
                {
                    Place = former.Place, Places = usable.Length, ReplacedBy = own.First(candidate => candidate.Place == former.Place),
                }));
            }
            else if (found.Problem is { } problem)
            {
                unusable.Add(VaultFailures.Of(target, problem, exchange.Principal));
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

    /// <summary>Whether every credential that a message may go out with is one that its user brought.</summary>
    public async ValueTask<bool> AreAllBroughtAsync(MessageExchange exchange)
    {
        bool any = false;
        foreach (Target target in Allowed(exchange, exchange.Route.Targets).DistinctBy(target => target.Provider.Name, StringComparer.Ordinal))
        {
            ProviderClient client = exchange.Snapshot.Providers[target.Provider.Name];
            UsableCredentials found = await FindAsync(exchange, client, BroughtFor(exchange, target, client) is not null);
            if (found.Own.Any(credential => !credential.IsBrought))
            {
                return false;
            }

            any |= !found.Own.IsEmpty;
        }

        return any;
    }

    /// <summary>Whether the vault holds a key of the user's own for a target. One that can't be used counts: whoever put it meant it for this, and so does the walk.</summary>
    public async ValueTask<bool> HasOwnInVaultAsync(MessageExchange exchange)
    {
        foreach (Target target in Allowed(exchange, exchange.Route.Targets).DistinctBy(target => target.Provider.Name, StringComparer.Ordinal))
        {
            ProviderClient client = exchange.Snapshot.Providers[target.Provider.Name];
            UsableCredentials found = await FindAsync(exchange, client, BroughtFor(exchange, target, client) is not null);
            if (found.Problem is { Kind: not VaultProblemKind.Unknown } || found.Own.Any(static credential => credential.Source?.User is not null))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What may be used of a provider's credentials. Looked up once a message: what its bill was reckoned with is what goes out.</summary>
    private async ValueTask<UsableCredentials> FindAsync(MessageExchange exchange, ProviderClient client, bool bringsKey)
    {
        if (!exchange.Credentials.TryGetValue(client.Config.Name, out UsableCredentials? found))
        {
            found = await credentials.OfAsync(exchange.Snapshot, client, exchange.Principal, bringsKey);
            exchange.Credentials.Add(client.Config.Name, found);
            if (found.Problem is { Kind: not VaultProblemKind.Unknown } problem)
            {
                LogProblem(exchange.Context.TraceIdentifier, FailureKind.NoVaultEntry, client.Config.Name, problem);
            }
        }

        return found;
    }

    /// <summary>The key that the client brought, where it may go: it was given for the first provider and never goes along a failover. Null for none.</summary>
    private static string? BroughtFor(MessageExchange exchange, Target target, ProviderClient client) =>
        string.Equals(target.Provider.Name, exchange.Route.Targets[0].Provider.Name, StringComparison.Ordinal) && client.Credentials.Any(credential => credential.Kind == SecretKind.Client)
            ? RequestKeys.OwnSecretOf(exchange.Context.Request.Headers, exchange.Snapshot.Keys)
            : null;

    /// <summary>Leaves out providers that the key may not use; that one is left was seen to when the route was found.</summary>
    public static ImmutableArray<Target> Allowed(MessageExchange exchange, ImmutableArray<Target> targets) =>
        targets.All(target => exchange.Principal.MayUseProvider(target.Provider.Name))
            ? targets
            : targets.RemoveAll(target => !exchange.Principal.MayUseProvider(target.Provider.Name));

    /// <summary>One has answered. When the session's own credential there failed, the session stays with this one; a credential that had no room keeps it.</summary>
    public void Answered(MessageExchange exchange, ImmutableArray<Candidate> candidates, Candidate answered)
    {
        credentials.NoteUse(answered.Credential);
        Candidate own = candidates.First(candidate => ReferenceEquals(candidate.Target, answered.Target));
        if (own != answered && own.Last is { Gate.Reason: not (RefusalReason.Limit or RefusalReason.QueueFull) })
        {
            affinity.Move(exchange, answered.Client.Config.Name, own.Place, answered.Place, answered.Places);
        }
    }

    [LoggerMessage(303, LogLevel.Warning, "{RequestId} {Kind}: {Provider} is not asked. {Problem}")]
    private partial void LogProblem(string requestId, FailureKind kind, string provider, VaultProblem problem);
}
