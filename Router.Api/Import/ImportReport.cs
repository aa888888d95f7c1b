namespace Router.Api.Import;

/// <summary>What <c>router import --json</c> writes.</summary>
/// <param name="Output">The file.</param>
/// <param name="Written">Whether it was written; false when it was the same already, or would have been overwritten.</param>
/// <param name="Text">The whole router.json.</param>
/// <param name="Diff">What changes in the file.</param>
/// <param name="Notes">What to do and to know.</param>
internal sealed record ImportReport(string Output, bool Written, string Text, IReadOnlyList<string> Diff, IReadOnlyList<ImportNote> Notes);
