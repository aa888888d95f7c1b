namespace Router.Core.Configuration.Reading;

/// <summary>Finds what someone probably meant.</summary>
public static class Spelling
{
    /// <summary>", did you mean "x"?" for the nearest of the known words; empty when none is near.</summary>
    public static string Suggest(string word, IEnumerable<string> known)
    {
        string? best = known.Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(pair => pair.distance <= Math.Max(1, Math.Min(word.Length, pair.candidate.Length) / 3))
            .OrderBy(pair => pair.distance).ThenByDescending(pair => word.AsSpan().CommonPrefixLength(pair.candidate)).Select(pair => pair.candidate).FirstOrDefault();
        return best is null ? "" : $"; did you mean \"{best}\"?";
    }

    /// <summary>Letters to add, drop, change, or swap with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        int[] before = new int[right.Length + 1], previous = new int[right.Length + 1], current = new int[right.Length + 1];
        for (int column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (int row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (int column = 1; column <= right.Length; column++)
            {
                int change = Same(left[row - 1], right[column - 1]) ? 0 : 1;
                current[column] = Math.Min(Math.Min(current[column - 1], previous[column]) + 1, previous[column - 1] + change);
                if (row > 1 && column > 1 && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]))
                {
                    current[column] = Math.Min(current[column], before[column - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
