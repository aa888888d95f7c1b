using System.Text.RegularExpressions;

namespace Router.Core.Spend.Pricing;

/// <summary>Whether a model's name is one that the table means. In doubt it is not: the tier for unknown models is dearer than most.</summary>
internal static partial class PricedName
{
    /// <summary>What a name may have behind the table's.</summary>
    private static readonly char[] Separators = ['-', '@', ':', '[', ']'];

    /// <summary>Words that make another model, dearer than its namesake.</summary>
    private static readonly string[] DearWords =
        ["pro", "max", "ultra", "plus", "large", "fast", "turbo", "highspeed", "ultraspeed", "priority", "audio", "image", "realtime", "search", "research"];

    /// <summary>The name that the table would use for a model: <c>claude-opus-4-7</c> of <c>us.anthropic.claude-opus-4-7-v1:0</c> still has its ending.</summary>
    public static string Of(string model)
    {
        string name = model[(model.LastIndexOf('/') + 1)..].ToLowerInvariant();
        int vendor = name.IndexOf("anthropic.", StringComparison.Ordinal);
        return vendor < 0 ? name : name[(vendor + "anthropic.".Length)..];
    }

    /// <summary>Whether a name is the table's, or a dated or otherwise equal one of its family.</summary>
    public static bool IsOf(string name, string entry)
    {
        if (!name.StartsWith(entry, StringComparison.Ordinal))
        {
            return false;
        }

        string rest = Endings().Replace(name[entry.Length..], "");
        return rest.Length == 0
            || (Separators.Contains(rest[0]) && !rest.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Any(word => IsVersion(word) || DearWords.Contains(word, StringComparer.Ordinal)));
    }

    /// <summary>A short number is another version: <c>claude-opus-4-9</c> is not <c>claude-opus-4</c>.</summary>
    private static bool IsVersion(string word) => char.IsAsciiDigit(word[0]) && (word.Length < 3 || word.Contains('.', StringComparison.Ordinal));

    /// <summary><c>-2025-12-11</c>, Bedrock's <c>-v1:0</c>, and the client's own <c>[1m]</c>.</summary>
    [GeneratedRegex(@"-20[0-9]{2}-[0-9]{2}-[0-9]{2}|-v[0-9]+(:[0-9]+)?$|\[1m\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Endings();
}
