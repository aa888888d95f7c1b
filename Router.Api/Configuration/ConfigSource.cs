using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Configuration;

/// <summary>Where the configuration comes from: a file, or the environment alone until a file is written.</summary>
public sealed class ConfigSource
{
    private readonly ConfigLoader _loader;
    private readonly RouterEnvironment _environment;
    private readonly OneProvider? _oneProvider;
    private readonly string _path;
    private readonly string _folder;
    private ImmutableArray<string> _secretFiles = [];

    private ConfigSource(StartOptions options, string path)
    {
        _environment = options.Environment;
        _oneProvider = options.OneProvider;
        _loader = new ConfigLoader(options.Environment) { KnowsServices = options.KnowsServices };
        _path = path;
        _folder = Path.GetDirectoryName(path)!;
        Resolver = new SecretResolver(options.Environment, _folder);
    }

    /// <summary>The absolute path of the file that was loaded last; null while there was none.</summary>
    public string? File { get; private set; }

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
        return result.Config ?? throw new StartException(Explain(result.Errors), StartException.Misconfigured);
    }

    /// <summary>Loads, and keeps in <see cref="Version"/> what was loaded.</summary>
    /// <exception cref="StartException">The file can't be read.</exception>
    public ConfigResult Load()
    {
        byte[]? bytes = Read();
        ConfigResult result = WithCommandLine(bytes is null ? _loader.LoadWithoutFile(_folder) : _loader.Load(bytes, _folder));
        File = bytes is null ? null : _path;
        _secretFiles = result.SecretFiles;
        Version = VersionOf(bytes);
        return result;
    }

    /// <summary>Checks a text, or the file as it lies there, and keeps nothing.</summary>
    /// <exception cref="StartException">The file can't be read.</exception>
    internal ConfigResult Check(ReadOnlyMemory<byte>? text) =>
        WithCommandLine(text is { } given ? _loader.Load(given, _folder) : Read() is { } bytes ? _loader.Load(bytes, _folder) : _loader.LoadWithoutFile(_folder));

    private ConfigResult WithCommandLine(ConfigResult loaded) => _oneProvider?.Over(loaded, _environment, _folder) ?? loaded;

    /// <summary>All errors as one text for people.</summary>
    public string Explain(IReadOnlyCollection<ConfigProblem> errors) =>
        $"{File ?? "The environment"} has {errors.Count} error{(errors.Count == 1 ? "" : "s")}:{string.Concat(errors.Select(error => $"{Environment.NewLine}  - {error}"))}";

    /// <summary>The version of the file and of the files that it refers to as they are now.</summary>
    /// <exception cref="StartException">The file can't be read.</exception>
    internal SourceVersion CurrentVersion() => VersionOf(Read());

    /// <summary>The file's bytes; null while there never was one.</summary>
    private byte[]? Read()
    {
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
}
