namespace Router.Core.Journal;

/// <summary>What came of opening a journal: one, or the problem.</summary>
/// <param name="Journal">The journal; it may be unable to keep records yet, see its status.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="Warnings">What the operator should know all the same.</param>
public sealed record JournalOpening(LocalJournal? Journal, JournalProblem? Problem, IReadOnlyList<string> Warnings);
