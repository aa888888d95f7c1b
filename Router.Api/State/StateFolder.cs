using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Vault;
using Router.Dashboard.SignIn;

namespace Router.Api.State;

/// <summary>The state folder of the single-machine host. It may be read-only when an admin key is configured; then nothing is kept in it.</summary>
public sealed class StateFolder
{
    private const int ShortestMasterKey = 16;

    // What its hash says of the master key can't be used for anything else: no key of a user looks like this.
    private const string CheckText = "the master key of this folder";

    private ImmutableArray<StoredKey> _keys = [];

    private StateFolder(string path, bool isWritable) => (Path, IsWritable) = (path, isWritable);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Whether it can be written.</summary>
    public bool IsWritable { get; }

    /// <summary>What the operator should know about it.</summary>
    public ImmutableArray<ConfigProblem> Warnings { get; private set; } = [];

    /// <summary>Whether it is that of one node of many, which makes no keys by itself.</summary>
    internal bool IsOfNode { get; private init; }

    /// <summary>The keys of the folder.</summary>
    internal ImmutableArray<StoredKey> Keys => _keys;

    /// <summary>Hashes keys under the master key.</summary>
    internal KeyHasher Hasher { get; private set; } = null!;

    /// <summary>What vaults are sealed under.</summary>
    internal MasterKeys MasterKeys { get; private set; } = null!;

    /// <summary>What the dashboard's sessions and forms are sealed under.</summary>
    internal DashboardKeys DashboardKeys { get; private set; } = null!;

    /// <summary>Where the hashes of keys are kept.</summary>
    internal string KeysFile => System.IO.Path.Combine(Path, "keys.json");

    private string CheckFile => System.IO.Path.Combine(Path, "master.check");

    /// <summary>Creates the folder where needed, reads its keys and finds or makes the master key.</summary>
    /// <exception cref="StartException">The folder can't be used, or the master key can't be read.</exception>
    public static StateFolder Prepare(RouterConfig config, SecretResolver resolver)
    {
        string? refusal = TryWrite(config.State);
        bool hasAdmin = config.AdminKey is { } admin && resolver.Resolve(admin, out _) is not null;
        if (refusal is not null && !hasAdmin)
        {
            throw new StartException(
                $"The state folder {config.State} can't be written ({refusal}) and no admin key is configured, so first keys can't be kept. "
                + $"Make it writable, choose another with \"state\" or {RouterEnvironment.State}, or set {RouterEnvironment.AdminKey}.");
        }

        var folder = new StateFolder(config.State, refusal is null);
        if (refusal is not null)
        {
            folder.Warnings = [ReadOnly(config.State, refusal)];
        }

        folder.Use(folder.MasterKey(config.MasterKey, resolver), config, resolver);
        folder.Read();
        if (folder.IsWritable && !File.Exists(folder.CheckFile))
        {
            folder.WriteCheck(); // also where no first keys are made: the directory's keys hang on it too
        }

        return folder;
    }

    /// <summary>A folder for one node of many. What all nodes must agree on is never made here: the master key and the admin key are the configuration's.</summary>
    /// <param name="path">The node's own folder, which is there and can be written.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="resolver">Resolves its secrets.</param>
    /// <exception cref="StartException">A key is missing.</exception>
    internal static StateFolder OfNode(string path, RouterConfig config, SecretResolver resolver)
    {
        if (config.MasterKey.Kind == SecretKind.File && !File.Exists(resolver.PathOf(config.MasterKey)))
        {
            throw new StartException(
                $"secrets.masterKey: all nodes of a fleet need the same, and none is given. Set {RouterEnvironment.MasterKey}, for example to what `openssl rand -base64 32` prints.", StartException.Misconfigured);
        }

        if (config.AdminKey is not { } admin || resolver.Resolve(admin, out _) is null)
        {
            throw new StartException($"admin.key: a fleet makes no keys by itself, and none is given. Set {RouterEnvironment.AdminKey}.", StartException.Misconfigured);
        }

        var folder = new StateFolder(path, isWritable: true) { IsOfNode = true };
        folder.Use(folder.MasterKey(config.MasterKey, resolver), config, resolver);
        return folder;
    }

    /// <summary>Looks at the folder as a start would find it and leaves it as it is: neither the folder nor a master key is made.</summary>
    /// <exception cref="StartException">A start would fail on the master key or on the kept keys.</exception>
    internal static StateFolder Inspect(RouterConfig config, SecretResolver resolver)
    {
        string? refusal = TryWriteBelow(config.State);
        var folder = new StateFolder(config.State, refusal is null);
        if (refusal is not null)
        {
            folder.Warnings = [ReadOnly(config.State, refusal)];
        }

        bool hasNoMasterKey = config.MasterKey.Kind == SecretKind.File && !File.Exists(resolver.PathOf(config.MasterKey));
        folder.Use(hasNoMasterKey ? RandomNumberGenerator.GetBytes(32) : folder.MasterKey(config.MasterKey, resolver), config, resolver);
        folder.Read();
        return folder;
    }

    /// <summary>Adds keys in memory.</summary>
    internal void Add(params IEnumerable<StoredKey> keys) => _keys = [.. _keys, .. keys];

    /// <summary>Keeps the keys on disk. New keys are shown before they are kept: a start that fails in between makes new ones, and nobody waits for a secret that was never told.</summary>
    internal void Save()
    {
        PrivateFile.Replace(CheckFile, Check);
        PrivateFile.Replace(KeysFile, JsonSerializer.SerializeToUtf8Bytes([.. _keys], StateJson.Default.StoredKeyArray));
    }

    /// <summary>Why keys that the directory keeps open nothing; null when they do. Whether it keeps any, the caller knows.</summary>
    internal ConfigProblem? DirectoryProblem => IsSameMasterKey() ? null : new(
        "secrets.masterKey",
        $"the keys that the gateway keeps were made under another master key and open nothing: set the old one again; if it is lost, give each a new secret (router keys rotate ID), and delete {CheckFile} then");

    /// <summary>What others can only agree on with the same master key; it tells nothing of it.</summary>
    internal byte[] Check => Hasher.Hash(CheckText);

    /// <summary>Whether a check of another folder was made under the same master key.</summary>
    internal bool HasSameMasterKey(ReadOnlySpan<byte> check) => CryptographicOperations.FixedTimeEquals(check, Check);

    private void Read()
    {
        _keys = ReadKeys();
        if (!_keys.IsEmpty && !IsSameMasterKey())
        {
            Warnings = [.. Warnings, OtherMasterKey(this)];
        }
    }

    private void WriteCheck()
    {
        try
        {
            PrivateFile.Replace(CheckFile, Check);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{CheckFile} can't be written ({exception.Message}). Free the disk or the path and start again.");
        }
    }

    private void Use(byte[] masterKey, RouterConfig config, SecretResolver resolver)
    {
        ImmutableArray<MasterKey>.Builder former = ImmutableArray.CreateBuilder<MasterKey>();
        foreach ((SecretReference reference, int index) in config.FormerMasterKeys.Select((reference, index) => (reference, index)))
        {
            if (resolver.Resolve(reference, out string? problem) is { } text)
            {
                former.Add(new MasterKey(Encoding.UTF8.GetBytes(text)));
            }
            else
            {
                Warnings = [.. Warnings, new ConfigProblem($"secrets.formerMasterKeys[{index}]", $"{problem}; what is sealed under it can't be opened")];
            }
        }

        Hasher = new KeyHasher(masterKey);
        DashboardKeys = new DashboardKeys(masterKey);
        MasterKeys = new MasterKeys(new MasterKey(masterKey), former.ToImmutable());
    }

    // A folder that was made before there was such a file can't be checked.
    private bool IsSameMasterKey() => !File.Exists(CheckFile) || HasSameMasterKey(File.ReadAllBytes(CheckFile));

    private static ConfigProblem ReadOnly(string path, string refusal) =>
        new("state", $"{path} can't be written ({refusal}): nothing new is kept; keys of the configuration and those that were kept before stay valid");

    private static ConfigProblem OtherMasterKey(StateFolder folder) =>
        new("secrets.masterKey", $"the keys in {folder.KeysFile} were made under another master key and are not valid: set the old one again, or delete that file and start again for new keys");

    /// <summary>Whether a folder that may be missing could be made and written, asked of the nearest one that exists.</summary>
    private static string? TryWriteBelow(string path)
    {
        string? existing = path;
        while (existing is not null && !Directory.Exists(existing))
        {
            if (File.Exists(existing))
            {
                return $"{existing} is a file";
            }

            existing = System.IO.Path.GetDirectoryName(existing);
        }

        return existing is null ? "there is no such drive" : TryWrite(existing);
    }

    private static string? TryWrite(string path)
    {
        try
        {
            PrivateFolder.Create(path);
            string probe = System.IO.Path.Combine(path, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    private byte[] MasterKey(SecretReference reference, SecretResolver resolver)
    {
        if (reference.Kind == SecretKind.File && !File.Exists(resolver.PathOf(reference)))
        {
            return CreateMasterKey(resolver.PathOf(reference));
        }

        string key = resolver.Resolve(reference, out string? problem)
            ?? throw new StartException($"secrets.masterKey: {problem}.", StartException.Misconfigured);
        if (key.Length < ShortestMasterKey)
        {
            throw new StartException($"secrets.masterKey: {reference} is too short; use at least {ShortestMasterKey} characters, for example from `openssl rand -base64 32`.", StartException.Misconfigured);
        }

        return Encoding.UTF8.GetBytes(key);
    }

    private byte[] CreateMasterKey(string path)
    {
        byte[] key = Encoding.UTF8.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (!IsWritable)
        {
            return key; // lives as long as the process: nothing that it protects is kept either
        }

        try
        {
            PrivateFolder.Create(System.IO.Path.GetDirectoryName(path)!);
            PrivateFile.Create(path, key);
            return key;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"secrets.masterKey: {path} can't be created ({exception.Message}). Name a file in a writable folder, or env:NAME.");
        }
    }

    private ImmutableArray<StoredKey> ReadKeys()
    {
        try
        {
            return File.Exists(KeysFile) ? [.. JsonSerializer.Deserialize(File.ReadAllBytes(KeysFile), StateJson.Default.StoredKeyArray) ?? []] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartException($"{KeysFile} can't be read ({exception.Message}). Restore it from a copy, or delete it: then new first keys are made and the old ones end.");
        }
    }
}
