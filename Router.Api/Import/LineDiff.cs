namespace Router.Api.Import;

/// <summary>What changes between two texts, line by line: <c>-</c> goes, <c>+</c> comes, and up to three lines around that stay.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    /// <summary>The lines of the difference; none when the texts are the same.</summary>
    /// <param name="before">The text as it is; empty for none.</param>
    /// <param name="after">The text as it will be.</param>
    /// <param name="shown">The text as it is, line by line as it may be shown; null when it may be shown as it is.</param>
    public static IReadOnlyList<string> Between(string before, string after, string? shown = null)
    {
        List<(char Mark, string Line)> all = Walk(Lines(before), Lines(after), Lines(shown ?? before));
        var lines = new List<string>();
        int last = -1;
        for (int index = 0; index < all.Count; index++)
        {
            int from = Math.Max(0, index - Context);
            if (!all[from..Math.Min(all.Count, index + Context + 1)].Exists(line => line.Mark != ' '))
            {
                continue;
            }

            if (index > last + 1)
            {
                lines.Add("…");
            }

            lines.Add($"{all[index].Mark}{all[index].Line}");
            last = index;
        }

        return lines;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');

    /// <summary>Keeps the longest common sequence of lines.</summary>
    private static List<(char Mark, string Line)> Walk(string[] before, string[] after, string[] shown)
    {
        int[,] common = new int[before.Length + 1, after.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
        {
            for (int j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<(char, string)>();
        int left = 0, right = 0;
        while (left < before.Length || right < after.Length)
        {
            if (left < before.Length && right < after.Length && before[left] == after[right])
            {
                lines.Add((' ', before[left++]));
                right++;
            }
            else if (left < before.Length && (right == after.Length || common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add(('-', shown[left++]));
            }
            else
            {
                lines.Add(('+', after[right++]));
            }
        }

        return lines;
    }
}
