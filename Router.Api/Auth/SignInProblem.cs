using Router.Api.State;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy;

namespace Router.Api.Auth;

/// <summary>Finds out why no client key works. A gateway that refuses everyone must say so itself: its users see only that their key is wrong.</summary>
internal static class SignInProblem
{
    /// <summary>The sentence for the operator; null when somebody can sign in, or nobody needs to.</summary>
    public static string? Find(RouterConfig config, KeyRing keys, SecretResolver resolver, StateFolder state)
    {
        if (config.Access == AccessMode.Open || keys.HasClientKeys)
        {
            return null;
        }

        return $"No client key works, so nobody can sign in. {Fix(config, resolver, state)}";
    }

    private static string Fix(RouterConfig config, SecretResolver resolver, StateFolder state)
    {
        SecretReference[] missing = [.. config.Keys.Select(key => key.Key).Where(key => resolver.Resolve(key, out _) is null)];
        string[] variables = [.. missing.Where(key => key.Kind == SecretKind.Environment).Select(key => key.Text)];
        string[] files = [.. missing.Where(key => key.Kind == SecretKind.File).Select(resolver.PathOf)];
        return (variables, files) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => $"Write {string.Join(", ", files)}, or set {string.Join(", ", variables)} in the gateway's environment and start again.",
            ({ Length: > 0 }, _) => $"Set {string.Join(", ", variables)} in the gateway's environment and start again.",
            (_, { Length: > 0 }) => $"Write {string.Join(", ", files)}.",
            _ when !state.IsWritable => "Add \"keys\" to router.json; none is made by itself because the state folder can't be written.",
            _ when state.IsOfNode => "Make one: router keys create NAME --new-user; or add \"keys\" to router.json, each with a key of its own.",
            _ => "Make one: router keys create NAME --new-user; or leave \"keys\" out of router.json and start again: then one is made.",
        };
    }
}
