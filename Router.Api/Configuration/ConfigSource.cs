using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Configuration;

/// <summary>Where the configuration comes from: a file, or the environment alone until a file is written; on a node of a fleet the shared one, once there is one.</summary>
public sealed class ConfigSource
{
    private readonly ConfigLoader _loader;
    private readonly StartOptions _options;
    private readonly string _path;
    private readonly string _folder;
    private ImmutableArray<string> _secretFiles = [];
    private RouterConfig? _own;
    private volatile SharedText? _shared;

    private ConfigSource(StartOptions options, string path)
    {
        _options = options;
        _loader = new ConfigLoader(options.Environment) { KnowsServices = options.KnowsServices };
        _path = path;
        _folder = Path.GetDirectoryName(path)!;
        Resolver = new SecretResolver(options.Environment, _folder);
    }

    /// <summary>The absolute path of the file that was loaded last; null while there was none.</summary>
    public string? File { get; private set; }

    /// <summary>Where the configuration that was loaded last comes from, for people.</summary>
    public string Name => _shared?.Name ?? File ?? "The environment";

    /// <summary>Resolves the configuration's secrets; relative paths start at the file's folder.</summary>
    public SecretResolver Resolver { get; }

    /// <summary>The version that was loaded last.</summary>
    internal SourceVersion Version { get; private set; } = SourceVersion.OfEnvironment;

    /// <summary>Finds the file: named on the command line, else ROUTER_CONFIG, else router.json in the working directory, which may also come later.</summary>
    /// <exception cref="StartException">A file was named that is not there.</exception>
    public static ConfigSource Find(StartOptions options)
    {
        string? named = options.ConfigFile ?? options.Environment.Get(RouterEnvironment.Config);
        string path = Path.GetFullPath(named ?? "router.json", options.Folder);
        if (named is not null && !System.IO.File.Exists(path))
        {
            throw new StartException($"There is no file {path}. Name an existing one with --config or {RouterEnvironment.Config}.", StartException.Misconfigured);
        }

        return new ConfigSource(options, path);
    }

    /// <summary>Loads for a start.</summary>
    /// <exception cref="StartException">The file has errors; all of them are in the message.</exception>
    public RouterConfig LoadAtStart(out ImmutableArray<ConfigProblem> warnings)
    {
        ConfigResult result = Load();
        warnings = result.Warnings;
        _own = result.Config;
        return result.Config ?? throw new StartException(Explain(result.Errors), StartException.Misconfigured);
    }

    /// <summary>
    /// Loads for a command that talks to a gateway that runs, which kept its configuration when the file was spoilt: what can be read of the file counts, else
    /// the defaults and the environment.
    /// </summary>
    /// <param name="warnings">Takes one line when the file has errors.</param>
    internal RouterConfig LoadForRunning(TextWriter warnings)
    {
        ConfigResult? result = null;
        string problem;
        try
        {
            result = Load();
            if (result.Config is { } whole)
            {
                return whole;
            }

            problem = $"{Name} has errors ({result.Errors[0].ToString().TrimEnd('.')}).";
        }
        catch (StartException exception)
        {
            problem = exception.Message;
        }

        RouterConfig config = result?.Readable ?? _loader.LoadWithoutFile(_folder).Readable!;
        string rest = result?.Readable is null ? "the defaults" : "what can be read of it";
        warnings.WriteLine($"router: warning: {problem} Going on with {rest} and the environment ({RouterEnvironment.Listen}, {RouterEnvironment.State}); \"router doctor\" lists what is wrong.");
        // An address that nobody can listen on is none where the gateway is.
        return result?.Errors.Any(error => error.Key == "listen") == true ? config with { Listen = null } : config;
    }

    /// <summary>Loads, and keeps in <see cref="Version"/> what was loaded.</summary>
    /// <exception cref="StartException">The file can't be read.</exception>
    public ConfigResult Load()
    {
        byte[]? bytes = Read();
        ConfigResult result = _shared is not null ? OnThisNode(_loader.Load(bytes, _folder)) : WithCommandLine(bytes is null ? _loader.LoadWithoutFile(_folder) : _loader.Load(bytes, _folder));
        File = bytes is null || _shared is not null ? null : _path;
        _secretFiles = result.SecretFiles;
        Version = VersionOf(bytes);
        return result;
    }

    /// <summary>From now on the configuration that all nodes share is loaded in place of the file, which is not looked at any more.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="name">What it is called.</param>
    internal void Share(byte[] text, string name) => _shared = new SharedText(text, name);

    /// <summary>Checks a text as one that all nodes would share, and keeps nothing.</summary>
    internal ConfigResult CheckShared(ReadOnlyMemory<byte> text) => OnThisNode(_loader.Load(text, _folder));

    /// <summary>Checks a text, or the file as it lies there, and keeps nothing.</summary>
    /// <exception cref="StartException">The file can't be read.</exception>
    internal ConfigResult Check(ReadOnlyMemory<byte>? text) =>
        WithCommandLine(text is { } given ? _loader.Load(given, _folder) : Read() is { } bytes ? _loader.Load(bytes, _folder) : _loader.LoadWithoutFile(_folder));

    private ConfigResult WithCommandLine(ConfigResult loaded) => _options.OneProvider?.Over(loaded, _options.Environment, _folder) ?? loaded;

    /// <summary>What is each node's own stays as it was at the start: where it listens, its folder, the master key; and the admin key where the shared text has none, or nobody could mend it.</summary>
    private ConfigResult OnThisNode(ConfigResult loaded)
    {
        if (loaded.Config is not { } shared || _own is not { } own)
        {
            return loaded;
        }

        try
        {
            ListenPlan.Choose(_options, own with { Access = shared.Access });
        }
        catch (StartException exception)
        {
            return loaded with { Config = null, Errors = [new ConfigProblem("access", exception.Message)] };
        }

        return loaded with
        {
            Config = shared with { Listen = own.Listen, State = own.State, MasterKey = own.MasterKey, FormerMasterKeys = own.FormerMasterKeys, AdminKey = shared.AdminKey ?? own.AdminKey },
            Warnings = shared.Listen is null ? loaded.Warnings : [.. loaded.Warnings, new ConfigProblem("listen", $"is each node's own and says nothing here; set {RouterEnvironment.Listen} on the nodes")],
        };
    }

    /// <summary>All errors as one text for people.</summary>
    public string Explain(IReadOnlyCollection<ConfigProblem> errors) =>
        Explain(Name, errors);

    /// <summary>All errors of a named text as one text for people.</summary>
    internal static string Explain(string name, IReadOnlyCollection<ConfigProblem> errors) =>
        $"{name} has {errors.Count} error{(errors.Count == 1 ? "" : "s")}:{string.Concat(errors.Select(error => $"{Environment.NewLine}  - {error}"))}";

    /// <summary>The version of the file and of the files that it refers to as they are now.</summary>
    /// <exception cref="StartException">The file can't be read.</exception>
    internal SourceVersion CurrentVersion() => VersionOf(Read());

    /// <summary>The bytes that count; null while there never was a file.</summary>
    private byte[]? Read()
    {
        if (_shared is { } shared)
        {
            return shared.Text;
        }

        try
        {
            return File is null && !System.IO.File.Exists(_path) ? null : System.IO.File.ReadAllBytes(_path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StartException($"{_path} is gone. Write it again, or stop and start without it.", StartException.Misconfigured);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{_path} can't be read: {exception.Message}", StartException.Misconfigured);
        }
    }

    private SourceVersion VersionOf(byte[]? bytes)
    {
        if (bytes is null)
        {
            return SourceVersion.OfEnvironment;
        }

        using var secrets = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in _secretFiles)
        {
            secrets.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
            secrets.AppendData(HashOfSecret(path));
        }

        return new SourceVersion(Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)), Convert.ToHexStringLower(secrets.GetHashAndReset()));
    }

    private static byte[] HashOfSecret(string path)
    {
        try
        {
            return SHA256.HashData(System.IO.File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // whoever needs the secret says what is wrong; here it counts that this differs from any content
        }
    }

    private sealed record SharedText(byte[] Text, string Name);
}
