namespace Router.Core.Journal.Segments;

/// <summary>How damage is told.</summary>
internal static class Damage
{
    public static JournalProblem Of(string path, long offset) => new(
        JournalProblemKind.Damaged,
        path,
        offset,
        $"{path} is damaged at byte {offset}, and records behind it were on disk already. Check the disk and restore the file from a copy. Nothing was changed.");
}
