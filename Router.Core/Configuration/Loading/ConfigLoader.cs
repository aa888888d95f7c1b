using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Router.Core.Configuration.Reading;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;

namespace Router.Core.Configuration.Loading;

/// <summary>Loads a configuration from the text of router.json, or from the environment alone.</summary>
/// <param name="environment">The process environment.</param>
public sealed class ConfigLoader(RouterEnvironment environment)
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    /// <summary>Whether base URLs may name services, because the host can look them up. Default false.</summary>
    public bool KnowsServices { get; init; }

    /// <summary>Loads router.json.</summary>
    /// <param name="text">The file's bytes.</param>
    /// <param name="folder">The file's folder.</param>
    public ConfigResult Load(ReadOnlyMemory<byte> text, string folder)
    {
        var problems = new List<ConfigProblem>();
        RouterConfig? config = Read(text, folder, problems);
        return config is null ? new ConfigResult(null, [.. problems], []) : Finish(config, folder, problems, ImmutableArray.CreateBuilder<ConfigProblem>());
    }

    /// <summary>Builds the configuration of a machine without router.json.</summary>
    /// <param name="folder">The working directory, where the state folder goes.</param>
    public ConfigResult LoadWithoutFile(string folder)
    {
        var problems = new List<ConfigProblem>();
        ImmutableArray<ConfigProblem>.Builder warnings = ImmutableArray.CreateBuilder<ConfigProblem>();
        RouterConfig config = new EnvironmentConfig(environment).Build(folder, problems, warnings);
        return Finish(config, folder, problems, warnings);
    }

    private RouterConfig? Read(ReadOnlyMemory<byte> text, string folder, List<ConfigProblem> problems)
    {
        try
        {
            ReadOnlyMemory<byte> json = text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
            if (!Utf8.IsValid(json.Span))
            {
                problems.Add(new ConfigProblem("", "The file is not UTF-8 text; save it as UTF-8."));
                return null;
            }

            if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
            {
                problems.Add(new ConfigProblem("", "The file is empty; write \"providers\" into it, or delete it and start again."));
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(json, Options);
            return new RouterConfigReader(environment, folder).Read(new ConfigNode(document.RootElement, "", problems));
        }
        catch (JsonException exception)
        {
            problems.Add(new ConfigProblem("", $"The file is not valid JSON at line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}: {JsonHint(exception)}"));
            return null;
        }
        catch (InvalidOperationException)
        {
            // The runtime's only word for a text that can't be unescaped.
            problems.Add(new ConfigProblem("", "The file holds half of a pair of \\u escapes (\\ud800 to \\udfff); write the character itself."));
            return null;
        }
    }

    private ConfigResult Finish(RouterConfig config, string folder, List<ConfigProblem> problems, ImmutableArray<ConfigProblem>.Builder warnings)
    {
        var settings = new ClaudeSettingsName(environment);
        ImmutableArray<string> settingsFiles = settings.FilesOf(config);
        config = settings.Apply(new EnvironmentOverrides(environment, folder).Apply(config, problems, warnings), warnings);
        var resolver = new SecretResolver(environment, folder);
        bool namesAreKnown = !problems.Exists(LosesNames);
        problems.AddRange(ConfigRules.Check(config));
        problems.AddRange(KnowsServices ? [] : ConfigRules.CheckServices(config));
        problems.AddRange(KeyRules.Check(config, resolver));
        var routes = RouteTable.Create(config);
        if (namesAreKnown)
        {
            problems.AddRange(routes.Problems);
        }

        if (environment.Problem is { } wrong)
        {
            warnings.Add(new ConfigProblem("", wrong));
        }

        return new ConfigResult(problems.Count > 0 ? null : config, [.. problems], warnings.ToImmutable()) { Readable = config, SecretFiles = [.. SecretFiles.Of(config, resolver), .. settingsFiles] };
    }

    /// <summary>With "providers" or "models" misspelled or refused as a whole, every target would seem to lead nowhere: one slip, one line.</summary>
    private static bool LosesNames(ConfigProblem problem) =>
        problem.Key.Length > 0 && problem.Key.AsSpan().IndexOfAny('.', '[') < 0 && Spelling.Suggest(problem.Key, ["providers", "models"]).Length > 0;

    private static string JsonHint(JsonException exception)
    {
        // The reader's own sentence, without its trailing position, which is told in human counting above.
        string message = exception.Message;
        int position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }
}
