namespace Router.Api.Import;

/// <summary>An import for people: what changes, what to export, what to know.</summary>
internal static class ImportText
{
    public static async Task WriteAsync(TextWriter output, string path, bool exists, IReadOnlyList<string> diff, IReadOnlyList<ImportNote> notes)
    {
        if (diff.Count > 0)
        {
            await output.WriteLineAsync($"--- {(exists ? path : "(no file yet)")}");
            await output.WriteLineAsync($"+++ {path}");
            foreach (string line in diff)
            {
                await output.WriteLineAsync(line);
            }

            await output.WriteLineAsync();
        }

        await SectionAsync(output, "Export before the start:", notes, ImportNoteKind.Export, note => $"{note.Text}   # {note.Origin}");
        await SectionAsync(output, "Different from before:", notes, ImportNoteKind.Changed, Sentence);
        await SectionAsync(output, "Not carried over:", notes, ImportNoteKind.LeftOut, Sentence);
    }

    private static string Sentence(ImportNote note) => note.Origin.Length == 0 ? note.Text : $"{note.Origin}: {note.Text}";

    private static async Task SectionAsync(TextWriter output, string heading, IReadOnlyList<ImportNote> notes, ImportNoteKind kind, Func<ImportNote, string> line)
    {
        ImportNote[] section = [.. notes.Where(note => note.Kind == kind)];
        if (section.Length == 0)
        {
            return;
        }

        await output.WriteLineAsync(heading);
        foreach (ImportNote note in section)
        {
            await output.WriteLineAsync($"  {line(note)}");
        }

        await output.WriteLineAsync();
    }
}
