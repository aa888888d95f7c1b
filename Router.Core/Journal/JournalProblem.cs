namespace Router.Core.Journal;

/// <summary>Why a journal could not be opened or read. Nothing was changed.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="File">The file, or the folder.</param>
/// <param name="Offset">Where in the file, in bytes; null when it is about all of it.</param>
/// <param name="Text">Sentences for the operator: what is wrong, and what to do.</param>
public sealed record JournalProblem(JournalProblemKind Kind, string File, long? Offset, string Text);
