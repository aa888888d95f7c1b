using System.Text;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy;

namespace Router.Api.State;

/// <summary>The keys that a first start makes: an admin key and a client key, each only where none is configured or kept already.</summary>
internal sealed class FirstKeys
{
    private const string ClientLine = "  export ANTHROPIC_API_KEY=";

    private readonly StateFolder _state;
    private readonly NewKey? _admin;
    private readonly NewKey? _client;

    private FirstKeys(StateFolder state, NewKey? admin, NewKey? client) => (_state, _admin, _client) = (state, admin, client);

    public bool NothingNew => _admin is null && _client is null;

    /// <summary>Whether a client key is among them.</summary>
    public bool HasClient => _client is not null;

    /// <summary>The file of an earlier start that still holds its keys; null when it was deleted, as it should be.</summary>
    public string? EarlierFile => File.Exists(FilePath) ? FilePath : null;

    /// <summary>Whether that file holds a client key; a first start with keys in router.json made the admin key alone.</summary>
    public bool EarlierFileHasClient => EarlierFile is { } file && File.ReadAllText(file).Contains(ClientLine, StringComparison.Ordinal);

    private string FilePath => Path.Combine(_state.Path, "first-keys");

    public static FirstKeys Ensure(StateFolder state, RouterConfig config, SecretResolver resolver, TimeProvider clock)
    {
        if (!state.IsWritable)
        {
            return new FirstKeys(state, null, null);
        }

        bool adminConfigured = config.AdminKey is { } admin && resolver.Resolve(admin, out _) is not null;
        NewKey? newAdmin = adminConfigured || Has(state, PrincipalKind.Admin) ? null : NewKey.Admin();
        NewKey? newClient = config.Access == AccessMode.Open || !config.Keys.IsEmpty || Has(state, PrincipalKind.Client) ? null : NewKey.Client();
        state.Add([.. Stored(state, newAdmin, PrincipalKind.Admin, "admin", clock), .. Stored(state, newClient, PrincipalKind.Client, "first-user", clock)]);
        return new FirstKeys(state, newAdmin, newClient);
    }

    /// <summary>The lines to paste.</summary>
    public string Lines(string address)
    {
        var text = new StringBuilder();
        if (_client is not null)
        {
            text.AppendLine($"  export ANTHROPIC_BASE_URL={address}");
            text.AppendLine($"{ClientLine}{_client.Secret}");
        }

        if (_admin is not null)
        {
            text.AppendLine($"  admin key (for {address}/health and administration, not for clients): {_admin.Secret}");
        }

        return text.AppendLine().ToString();
    }

    /// <summary>Writes the lines to <c>first-keys</c> in the state folder (0600).</summary>
    /// <exception cref="StartException">It can't be written.</exception>
    public string WriteFile(string address)
    {
        Write(FilePath, () => PrivateFile.Replace(FilePath, Encoding.UTF8.GetBytes(Lines(address))));
        return FilePath;
    }

    /// <summary>Keeps the new keys, once they have been shown.</summary>
    /// <exception cref="StartException">They can't be kept.</exception>
    public void Keep()
    {
        if (!NothingNew)
        {
            Write(_state.KeysFile, _state.Save);
        }
    }

    private static void Write(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The first keys can't be written to {path} ({exception.Message}). Free the disk or the path and start again; keys that were shown by this start don't count.");
        }
    }

    private static bool Has(StateFolder state, PrincipalKind kind) => state.Keys.Any(key => key.Kind == kind);

    private static IEnumerable<StoredKey> Stored(StateFolder state, NewKey? key, PrincipalKind kind, string user, TimeProvider clock) =>
        key is null ? [] : [new StoredKey(key.Id, kind, Convert.ToBase64String(state.Hasher.Hash(key.Secret)), user, clock.GetUtcNow())];
}
