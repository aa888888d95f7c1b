namespace Router.Api.Import;

/// <summary>What an import gives.</summary>
/// <param name="Text">The router.json.</param>
/// <param name="Notes">What the person must know or do, what to export first.</param>
internal sealed record ImportResult(string Text, IReadOnlyList<ImportNote> Notes);
