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

            string value = Value(line[(equals + 1)..].TrimStart(), lines, ref index);
            variables.Add(new SourceVariable(name, value, $"{file}:{number} {name}"));
        }

        return new VariableSource(file, variables);
    }

    private static string WithoutExport(string name) => name.StartsWith("export ", StringComparison.Ordinal) ? name["export ".Length..].Trim() : name;

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static string Value(string text, string[] lines, ref int index)
    {
        if (text.Length == 0 || text[0] is not ('"' or '\''))
        {
            // What follows a blank and # is a comment; a # inside a word is not.
            int comment = text.IndexOf(" #", StringComparison.Ordinal);
            return (comment < 0 ? text : text[..comment]).Trim();
        }

        char quote = text[0];
        var value = new StringBuilder();
        string rest = text[1..];
        while (!Quoted(rest, quote, value) && index + 1 < lines.Length)
        {
            value.Append('\n');
            rest = lines[++index].TrimEnd('\r');
        }

        return value.ToString();
    }

    /// <summary>Takes characters up to the closing quote.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool Quoted(string text, char quote, StringBuilder value)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == quote)
            {
                return true;
            }

            bool escape = quote == '"' && text[index] == '\\' && index + 1 < text.Length;
            if (escape)
            {
                index++;
            }

            value.Append(!escape ? text[index] : text[index] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
        }

        return false;
    }
}
