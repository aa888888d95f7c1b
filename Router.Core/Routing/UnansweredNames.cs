using Router.Core.Configuration;

namespace Router.Core.Routing;

/// <summary>
/// Finds the names that Claude Code asks for by itself and that nothing here answers. Its users would only read "There's an issue with the
/// selected model", since the client replaces the words of a 404 by its own.
/// </summary>
public static class UnansweredNames
{
    private static readonly string[] Families = ["opus", "sonnet", "haiku"];

    /// <summary>A warning for the operator; null when every family is answered.</summary>
    public static ConfigProblem? Find(RouterConfig config, RouteTable routes)
    {
        if (config.Providers.IsEmpty)
        {
            return new ConfigProblem("providers", "names no provider, so every message is refused; add one, or delete the file and start again to use those whose key variables are set");
        }

        string[] missing = [.. Families.Where(family => routes.Resolve($"claude-{family}-next") is null)];
        string example = config.Models.FirstOrDefault(model => !model.IsPattern)?.Name ?? $"{config.Providers[0].Name}/a-model";
        return missing.Length == 0
            ? null
            : new ConfigProblem("tiers", $"Claude Code asks for names such as {string.Join(", ", missing.Select(family => $"claude-{family}-…"))}, which nothing here answers; add \"tiers\": {{ \"default\": \"{example}\" }}");
    }
}
