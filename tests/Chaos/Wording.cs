using System.Globalization;

namespace Chaos;

/// <summary>What providers answer: the text names the request and the attempt, so that the client's side shows whose answer it got.</summary>
public static class Wording
{
    private const string Begin = "Answer ";
    private const string End = " of the storm, word by word.";

    public static string Text(int request, int attempt) => string.Create(CultureInfo.InvariantCulture, $"{Begin}{request}.{attempt}{End}");

    /// <summary>Whether a text is the beginning of an answer to the request, and of which attempt.</summary>
    /// <param name="text">What the client got.</param>
    /// <param name="request">What it asked.</param>
    /// <param name="attempt">The attempt; 0 when the text ends before it says so.</param>
    /// <param name="whole">Whether the text is whole.</param>
    public static bool TryRead(string text, int request, out int attempt, out bool whole)
    {
        (attempt, whole) = (0, false);
        string known = string.Create(CultureInfo.InvariantCulture, $"{Begin}{request}.");
        if (text.Length <= known.Length)
        {
            return known.StartsWith(text, StringComparison.Ordinal);
        }

        string rest = text[known.Length..];
        int digits = rest.TakeWhile(char.IsAsciiDigit).Count();
        if (!text.StartsWith(known, StringComparison.Ordinal) || !int.TryParse(rest.AsSpan(0, digits), CultureInfo.InvariantCulture, out attempt))
        {
            return false;
        }

        whole = rest[digits..] == End;
        return End.StartsWith(rest[digits..], StringComparison.Ordinal);
    }
}
