using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Api.Auth;
using Router.Api.Spend;
using Router.Api.State;
using Router.Api.Upstream;
using Router.Api.Upstream.Gates;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Configuration;

/// <summary>Turns a configuration into a snapshot: secrets resolved, keys hashed, connections kept where nothing about them changed.</summary>
internal sealed class SnapshotBuilder(ConfigSource source, StateFolder state, KeyIndex directory, TimeProvider clock, IServiceAddresses? addresses = null)
{
    public RouterSnapshot Build(RouterConfig config, string hash, RouterSnapshot? previous, ICollection<ConfigProblem> warnings)
    {
        var ids = new FileKeyIds(config);
        KeyRing keys = Keys(config, ids, warnings);
        FrozenDictionary<string, ProviderClient> providers = config.Providers
            .Select(provider => ProviderClient.Create(provider, Credentials(provider, config, keys, warnings), clock, addresses, previous?.Providers.GetValueOrDefault(provider.Name)))
            .ToFrozenDictionary(client => client.Config.Name, StringComparer.Ordinal);
        var routes = RouteTable.Create(config);
        (string? problem, ConfigProblem? lost) = Whole(config, keys, routes, warnings);
        return new RouterSnapshot(config, hash, routes, keys, ids, providers, clock.GetUtcNow())
        {
            FirstKeys = [.. state.Keys.Where(static key => key.Kind == PrincipalKind.Client)], SignInProblem = problem, KeptKeysProblem = lost?.ToString(),
        };
    }

    /// <summary>What a snapshot of a configuration would warn of, the state folder's own warnings first; nothing is made and no connection kept.</summary>
    public ImmutableArray<ConfigProblem> WarningsOf(RouterConfig config)
    {
        List<ConfigProblem> warnings = [.. state.Warnings];
        KeyRing keys = Keys(config, new FileKeyIds(config), warnings);
        foreach (ProviderConfig provider in config.Providers)
        {
            Credentials(provider, config, keys, warnings);
        }

        Whole(config, keys, RouteTable.Create(config), warnings);
        return [.. warnings];
    }

    /// <summary>Warns of what no single entry is to blame for: nobody can sign in, kept keys open nothing, names that nothing answers.</summary>
    private (string? SignIn, ConfigProblem? KeptKeys) Whole(RouterConfig config, KeyRing keys, RouteTable routes, ICollection<ConfigProblem> warnings)
    {
        string? problem = SignInProblem.Find(config, keys, source.Resolver, state);
        if (problem is not null)
        {
            warnings.Add(new ConfigProblem("keys", problem));
        }

        ConfigProblem? lost = directory.HasKeys ? state.DirectoryProblem : null;
        if (lost is not null)
        {
            warnings.Add(lost);
        }

        if (UnansweredNames.Find(config, routes) is { } unanswered)
        {
            warnings.Add(unanswered);
        }

        return (problem, lost);
    }

    private KeyRing Keys(RouterConfig config, FileKeyIds ids, ICollection<ConfigProblem> warnings)
    {
        List<(byte[] Hash, Principal Principal)> keys = [];
        if (config.AdminKey is { } admin && Resolve(admin, "admin.key", warnings) is { } adminKey)
        {
            keys.Add((state.Hasher.Hash(adminKey), new Principal(PrincipalKind.Admin, "default", null, Principal.AdminKeyUser, "admin", [])));
        }

        foreach (ClientKeyConfig key in config.Keys)
        {
            if (Resolve(key.Key, $"keys[{key.Index}].key", warnings) is { } secret)
            {
                keys.Add((state.Hasher.Hash(secret), new Principal(PrincipalKind.Client, key.Tenant, key.Team, key.User, ids.Of(key), key.Models)
                {
                    Limits = key.Limits, Budget = key.Budget,
                }));
            }
        }

        keys.AddRange(state.Keys.Select(key => (Convert.FromBase64String(key.Hash), key.ToPrincipal())));
        return new KeyRing(state.Hasher, keys, directory);
    }

    private ImmutableArray<Credential> Credentials(ProviderConfig provider, RouterConfig config, KeyRing ownKeys, ICollection<ConfigProblem> warnings)
    {
        ImmutableArray<Credential>.Builder credentials = ImmutableArray.CreateBuilder<Credential>();
        foreach ((SecretReference reference, int index) in provider.Credentials.Select((reference, index) => (reference, index)))
        {
            string path = $"providers.{provider.Name}.credentials[{index}]";
            if (reference.Kind is SecretKind.Client or SecretKind.None or SecretKind.Vault)
            {
                credentials.Add(new Credential(index, reference.Kind, $"{index + 1}-{reference.Kind.ToString().ToLowerInvariant()}", null));
            }
            else if (Resolve(reference, path, warnings) is { } secret)
            {
                if (ownKeys.IsOurs(secret) && !IsMeant(config, reference))
                {
                    // Someone exported this gateway's own key under a provider's variable: using it would make the gateway call itself. Where the file names the same
                    // place for both, it is meant so: a provider's key that clients go on sending.
                    warnings.Add(new ConfigProblem(path, $"{reference} holds a key of this gateway, not of the provider; it is ignored"));
                    continue;
                }

                credentials.Add(new Credential(index, reference.Kind, $"{index + 1}-{Fingerprint.Of(state.Hasher, secret)}", secret));
            }
        }

        if (credentials.Count == 0)
        {
            string variable = VariablesOf(provider) is { Length: > 0 } names ? $"set {names} and start again, or " : "";
            warnings.Add(new ConfigProblem($"providers.{provider.Name}", $"has no usable credential and can't be called; {variable}give it \"credentials\": [\"env:NAME\"], or [\"none\"] if it needs no key"));
        }

        return credentials.ToImmutable();
    }

    /// <summary>What would mend it: the variables that the file names, else that of the preset.</summary>
    private static string VariablesOf(ProviderConfig provider)
    {
        string[] named = [.. provider.Credentials.Where(reference => reference.Kind == SecretKind.Environment).Select(reference => reference.Text)];
        return named.Length > 0 ? string.Join(" or ", named)
            : provider.Credentials.IsEmpty && provider.Preset is { } preset && ProviderPresets.Find(preset)?.KeyVariables is [var first, ..] ? first
            : "";
    }

    private static bool IsMeant(RouterConfig config, SecretReference reference) =>
        reference.Kind is SecretKind.Environment or SecretKind.File && config.Keys.Any(key => key.Key.Kind == reference.Kind && string.Equals(key.Key.Text, reference.Text, StringComparison.Ordinal));

    private string? Resolve(SecretReference reference, string path, ICollection<ConfigProblem> warnings)
    {
        string? secret = source.Resolver.Resolve(reference, out string? problem);
        if (problem is not null)
        {
            warnings.Add(new ConfigProblem(path, problem));
        }

        return secret;
    }
}
