using Router.Core.Configuration.Secrets;

namespace Router.Core.Configuration.Loading;

/// <summary>Keys that open the gateway must be long enough not to be guessed, wherever they come from.</summary>
internal static class KeyRules
{
    private const int Shortest = 8;

    public static IEnumerable<ConfigProblem> Check(RouterConfig config, SecretResolver resolver)
    {
        foreach ((string path, SecretReference key) in KeysOf(config))
        {
            // A key that can't be found is no error: it opens nothing, and a warning says so.
            if (resolver.Resolve(key, out _) is { Length: < Shortest })
            {
                yield return new ConfigProblem(path, key.Kind == SecretKind.Value
                    ? $"is too short to be a secret; use at least {Shortest} characters, or env:NAME"
                    : $"{key} is too short to be a secret; let it hold at least {Shortest} characters");
            }
        }
    }

    private static IEnumerable<(string Path, SecretReference Key)> KeysOf(RouterConfig config)
    {
        IEnumerable<(string, SecretReference)> clients = config.Keys.Select(key => ($"keys[{key.Index}].key", key.Key));
        return config.AdminKey is { } admin ? clients.Append(("admin.key", admin)) : clients;
    }
}
