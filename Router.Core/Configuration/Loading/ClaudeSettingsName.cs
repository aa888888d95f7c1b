using System.Collections.Immutable;
using System.Text.Json;

namespace Router.Core.Configuration.Loading;

/// <summary>
/// <c>"answerAs": "claude-settings"</c>: the name that Claude Code's own settings ask for (<c>env.ANTHROPIC_MODEL</c> of <c>~/.claude/settings.json</c>, of the user who runs
/// the gateway), as one of the earlier proxies answered with.
/// </summary>
internal sealed class ClaudeSettingsName(RouterEnvironment environment)
{
    private const string Word = "claude-settings";
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private string? Path =>
        environment.Get("CLAUDE_CONFIG_DIR") is { } folder ? System.IO.Path.Combine(folder, "settings.json")
        : environment.FirstSet(["HOME", "USERPROFILE"]) is { } home ? System.IO.Path.Combine(environment.Get(home)!, ".claude", "settings.json")
        : null;

    /// <summary>The file, where an entry refers to it: a change of it counts like one of router.json.</summary>
    public ImmutableArray<string> FilesOf(RouterConfig config) => Path is { } path && config.Models.Any(Refers) ? [path] : [];

    /// <summary>Puts the name in; where there is none, answers carry the name that was asked for.</summary>
    public RouterConfig Apply(RouterConfig config, ICollection<ConfigProblem> warnings)
    {
        if (!config.Models.Any(Refers))
        {
            return config;
        }

        string? name = Read(out string? why);
        if (name is null)
        {
            warnings.Add(new ConfigProblem($"models.{config.Models.First(Refers).Name}.answerAs", $"{why}, so answers carry the name that was asked for"));
        }

        return config with { Models = [.. config.Models.Select(model => Refers(model) ? model with { AnswerAs = name } : model)] };
    }

    private static bool Refers(ModelConfig model) => string.Equals(model.AnswerAs, Word, StringComparison.Ordinal);

    private string? Read(out string? why)
    {
        why = $"{Path ?? "~/.claude/settings.json"} has no env.ANTHROPIC_MODEL";
        try
        {
            if (Path is not { } path || !File.Exists(path))
            {
                return null;
            }

            using var settings = JsonDocument.Parse(File.ReadAllBytes(path), Options);
            return settings.RootElement.ValueKind == JsonValueKind.Object && settings.RootElement.TryGetProperty("env", out JsonElement variables)
                && variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty("ANTHROPIC_MODEL", out JsonElement model)
                && model.ValueKind == JsonValueKind.String && model.GetString() is { Length: > 0 } name
                ? name
                : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            why = $"{Path} can't be read ({exception.Message})";
            return null;
        }
    }
}
