namespace Router.Core.Journal;

/// <summary>A file of the journal can't be understood.</summary>
/// <param name="problem">What is wrong with it.</param>
public sealed class JournalDamageException(JournalProblem problem) : Exception(problem.Text)
{
    /// <summary>What is wrong with it.</summary>
    public JournalProblem Problem { get; } = problem;
}
