using System.Text.RegularExpressions;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation;

/// <summary>Golden cases: a folder each, named after what it proves.</summary>
internal static partial class GoldenFolder
{
    public static TheoryData<string> Names(string area) =>
        [.. Directory.GetDirectories(Area(area)).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static string Folder(string area, string name) => Path.Combine(Area(area), name);

    public static byte[] Bytes(string area, string name, string file) => File.ReadAllBytes(Path.Combine(Area(area), name, file));

    /// <summary>A text file; empty when the case has none.</summary>
    public static string Text(string area, string name, string file)
    {
        string path = Path.Combine(Area(area), name, file);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    /// <summary>The ids that are random, by their prefix only.</summary>
    public static string WithoutIds(string text) => RandomId().Replace(text, "${prefix}");

    /// <summary>What the case says beside its answer: the notes and the failure, a line each.</summary>
    public static string Outcome(DegradationNotes notes, AnswerFailure? failure)
    {
        IEnumerable<string> lines = failure is null ? notes.Codes : [.. notes.Codes, $"failure {failure.Kind} {failure.Status} {failure.Error?.Message}".TrimEnd()];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string Area(string area) => Path.Combine(AppContext.BaseDirectory, "Translation", area, "Golden");

    [GeneratedRegex("\\b(?<prefix>msg_|toolu_)[A-Za-z0-9]{24}\\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RandomId();
}
