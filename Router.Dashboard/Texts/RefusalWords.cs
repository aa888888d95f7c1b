using Router.Core.AdminContract;

namespace Router.Dashboard.Texts;

/// <summary>Why the admin API refuses, for people: without the words that only its own callers know.</summary>
internal static class RefusalWords
{
    private const string Stale = "Somebody else changed it after this page was shown, so nothing was done. Look at it as it is now, and send the form again.";
    private const string Missing = "It is not there, or not for you to see. It may have been deleted meanwhile.";
    private const string NotKept = "The gateway can't write its records at the moment, so nothing was changed. Try again when its disk takes some again.";
    private const string Unrecorded = "It was done, but the gateway can't write its records at the moment: the audit page will not show it.";

    /// <summary>The sentences, the first one first.</summary>
    public static IEnumerable<string> Of(AdminProblem problem) => problem switch
    {
        { Kind: AdminProblemKind.Stale } => [Stale],
        { Kind: AdminProblemKind.Missing } => [Missing],
        { Kind: AdminProblemKind.NotKept } => [NotKept],
        { Kind: AdminProblemKind.Unrecorded } => [Unrecorded],
        { Fields: { IsEmpty: false } fields } => fields.Select(field => FieldWords.Alone(problem.Kind, field)),
        _ => [problem.Text],
    };
}
