using System.Collections.Immutable;
using System.Security.Cryptography;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Configuration;

/// <summary>Where the configuration comes from: a file, or the environment alone.</summary>
public sealed class ConfigSource
{
    private readonly ConfigLoader _loader;
    private readonly string _folder;

    private ConfigSource(RouterEnvironment environment, string? file, string folder)
    {
        _loader = new ConfigLoader(environment);
        _folder = folder;
        Environment = environment;
        File = file;
        Resolver = new SecretResolver(environment, folder);
    }

    /// <summary>The environment.</summary>
    public RouterEnvironment Environment { get; }

    /// <summary>The file's absolute path; null without one.</summary>
    public string? File { get; }

    /// <summary>Resolves the configuration's secrets; relative paths start at the file's folder.</summary>
    public SecretResolver Resolver { get; }

    /// <summary>Finds the file: named on the command line, else ROUTER_CONFIG, else router.json in the working directory, else none.</summary>
    /// <exception cref="StartException">A file was named that is not there.</exception>
    public static ConfigSource Find(StartOptions options)
    {
        string? named = options.ConfigFile ?? options.Environment.Get(RouterEnvironment.Config);
        string path = Path.GetFullPath(named ?? "router.json", options.Folder);
        bool there = System.IO.File.Exists(path);
        if (named is not null && !there)
        {
            throw new StartException($"There is no file {path}. Name an existing one with --config or {RouterEnvironment.Config}.", StartException.Misconfigured);
        }

        return new ConfigSource(options.Environment, there ? path : null, there ? Path.GetDirectoryName(path)! : options.Folder);
    }

    /// <summary>Loads for a start.</summary>
    /// <exception cref="StartException">The file has errors; all of them are in the message.</exception>
    public RouterConfig LoadAtStart(out ImmutableArray<ConfigProblem> warnings)
    {
        (ConfigResult result, _) = Load();
        warnings = result.Warnings;
        return result.Config ?? throw new StartException(Explain(result.Errors), StartException.Misconfigured);
    }

    /// <summary>Loads, and names the state of the sources by a hash: of the file and of every file that it refers to.</summary>
    public (ConfigResult Result, string Hash) Load()
    {
        if (File is null)
        {
            return (_loader.LoadWithoutFile(_folder), "");
        }

        byte[] bytes = Read();
        ConfigResult result = _loader.Load(bytes, _folder);
        return (result, Hash(bytes));
    }

    /// <summary>The hash of the file as it is now.</summary>
    public string CurrentHash() => File is null ? "" : Hash(Read());

    /// <summary>All errors as one text for people.</summary>
    public string Explain(IReadOnlyCollection<ConfigProblem> errors) =>
        $"{File ?? "The environment"} has {errors.Count} error{(errors.Count == 1 ? "" : "s")}:{string.Concat(errors.Select(error => $"{System.Environment.NewLine}  - {error}"))}";

    private byte[] Read()
    {
        try
        {
            return System.IO.File.ReadAllBytes(File!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{File} can't be read: {exception.Message}", StartException.Misconfigured);
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
}
