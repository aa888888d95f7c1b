namespace Router.Api.Import;

/// <summary>What the person who imports must know or do.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Origin">The place in the source.</param>
/// <param name="Text">A sentence; for <see cref="ImportNoteKind.Export"/> the line to run.</param>
internal sealed record ImportNote(ImportNoteKind Kind, string Origin, string Text);
