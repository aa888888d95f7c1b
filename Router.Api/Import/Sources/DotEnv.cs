using System.Text;

namespace Router.Api.Import.Sources;

/// <summary>
/// Reads what shells and dotenv libraries read alike: <c>NAME=value</c>, <c>export NAME="value"  # why</c>, values in quotes over several lines. Nothing in
/// a value is expanded.
/// </summary>
internal static class DotEnv
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for people.</param>
    /// <param name="text">Its text.</param>
    /// <param name="notes">Hears of lines that say nothing that can be understood.</param>
    public static VariableSource Read(string file, string text, ICollection<ImportNote> notes)
    {
        string[] lines = text.Split('\n');
        var variables = new List<SourceVariable>();
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            int number = index + 1;
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : WithoutExport(line[..equals].Trim());
            if (!IsName(name))
            {
                notes.Add(new ImportNote(ImportNoteKind.LeftOut, $"{file}:{number}", "This line is not NAME=value."));
                continue;
            }

            string said = line[(equals + 1)..].TrimStart();
            string? value = said.Length > 0 && said[0] is '"' or '\'' ? InQuotes(said, lines, ref index) : Plain(said);
            if (value is null)
            {
                value = Plain(said[1..]);
                notes.Add(new ImportNote(ImportNoteKind.Changed, $"{file}:{number} {name}", "Its quote is not closed, so this line alone was taken; look at the value."));
            }

            variables.Add(new SourceVariable(name, value, $"{file}:{number} {name}"));
        }

        return new VariableSource(file, variables);
    }

    private static string WithoutExport(string name) => name.StartsWith("export ", StringComparison.Ordinal) ? name["export ".Length..].Trim() : name;

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static string Plain(string text)
    {
        // What follows a blank and # is a comment; a # inside a word is not.
        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? text : text[..comment]).Trim();
    }

    /// <summary>
    /// The value in quotes, of several lines perhaps; null when the quote is not closed. Of several lines the last has nothing behind the quote but a comment: else
    /// it is the quote of another variable.
    /// </summary>
    private static string? InQuotes(string text, string[] lines, ref int index)
    {
        char quote = text[0];
        var value = new StringBuilder();
        int end = Quoted(text, 1, quote, value);
        if (end >= 0)
        {
            return value.ToString();
        }

        for (int next = index + 1; next < lines.Length; next++)
        {
            value.Append('\n');
            string line = lines[next].TrimEnd('\r');
            end = Quoted(line, 0, quote, value);
            if (end >= 0)
            {
                bool closes = line[end..].TrimStart() is "" or ['#', ..];
                index = closes ? next : index;
                return closes ? value.ToString() : null;
            }
        }

        return null;
    }

    /// <summary>Takes characters up to the closing quote.</summary>
    /// <returns>The place behind it; negative when there is none.</returns>
    private static int Quoted(string text, int from, char quote, StringBuilder value)
    {
        for (int index = from; index < text.Length; index++)
        {
            if (text[index] == quote)
            {
                return index + 1;
            }

            bool escape = quote == '"' && text[index] == '\\' && index + 1 < text.Length;
            if (escape)
            {
                index++;
            }

            value.Append(!escape ? text[index] : text[index] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
        }

        return -1;
    }
}
