using System.Globalization;

namespace Router.Core.Translation;

/// <summary>A model's name at a provider, taken apart: <c>moonshotai/kimi-k2.7-code:free</c> is <c>kimi-k2.7-code:free</c>.</summary>
internal readonly struct ModelName
{
    /// <summary>The version of a name that has none, such as <c>gemini-flash-latest</c>: newer than any.</summary>
    public const decimal Newest = decimal.MaxValue;

    private static readonly char[] Separators = ['-', ':', '_', '.', '@'];

    private readonly string _name;

    public ModelName(string name)
    {
        _name = name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();
    }

    /// <summary>Whether the name is of a family, such as <c>gpt-</c>; its version and the words behind it.</summary>
    public bool IsOf(string family, out decimal version, out IReadOnlyCollection<string> words)
    {
        (version, words) = (Newest, []);
        if (!_name.StartsWith(family, StringComparison.Ordinal))
        {
            return false;
        }

        string rest = _name[family.Length..].TrimStart('-');
        int length = VersionLength(rest);
        if (length == 0 && family.Length == 1)
        {
            return false; // "o3" is of the family "o", "ops" is not
        }

        if (length > 0)
        {
            version = decimal.Parse(rest.AsSpan(0, length).ToString().Replace('-', '.'), CultureInfo.InvariantCulture);
        }

        words = rest[length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return true;
    }

    /// <summary>The length of <c>5.4</c>, <c>4</c>, or <c>4-1</c> (one digit: <c>4-0709</c> is a date) at the start; 0 for none.</summary>
    private static int VersionLength(string rest)
    {
        int major = Digits(rest, 0);
        if (major is 0 or > 3)
        {
            return 0;
        }

        int minor = major < rest.Length && rest[major] is '.' or '-' ? Digits(rest, major + 1) : 0;
        bool isMinor = rest.Length > major && (rest[major] == '.' ? minor is 1 or 2 : minor == 1 && EndsWord(rest, major + 2));
        return isMinor ? major + 1 + minor : major;
    }

    private static bool EndsWord(string rest, int index) => index >= rest.Length || Separators.Contains(rest[index]);

    private static int Digits(string text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - start;
    }
}
