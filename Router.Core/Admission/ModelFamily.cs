using System.Text.RegularExpressions;

namespace Router.Core.Admission;

/// <summary>
/// Which models share their limits at a provider. Anthropic counts all of Opus 4.x together, and Sonnet and Haiku likewise; elsewhere a model and its
/// dated names share theirs. Two families taken for one would cool each other down, so in doubt names stay apart.
/// </summary>
public static partial class ModelFamily
{
    /// <summary>The family: <c>claude-opus-4</c> of <c>us.anthropic.claude-opus-4-5-20251101-v1:0</c>, <c>gpt-5.2</c> of <c>openai/gpt-5.2-2025-12-11</c>.</summary>
    public static string Of(string model)
    {
        string name = model[(model.LastIndexOf('/') + 1)..].ToLowerInvariant();
        Match claude = Claude().Match(name);
        return claude.Success ? $"claude-{claude.Groups["word"].Value}-{claude.Groups["major"].Value}" : Undated(name);
    }

    private static string Undated(string name)
    {
        string family = Endings().Replace(name, "");
        return family.Length > 0 ? family : name;
    }

    /// <summary>From version 4 on the word comes first: <c>claude-sonnet-4-5@20250929</c>. Versions 3 are limited one by one.</summary>
    [GeneratedRegex("claude-(?<word>[a-z]+)-(?<major>[0-9]{1,2})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Claude();

    /// <summary><c>-20251101</c>, <c>@20250929</c>, <c>-2025-12-11</c>, <c>-latest</c>, and the client's own <c>[1m]</c>.</summary>
    [GeneratedRegex(@"([-@]20[0-9]{6}|-20[0-9]{2}-[0-9]{2}-[0-9]{2}|[-@:]latest|\[1m\])+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Endings();
}
