namespace Router.Core.AdminContract;

/// <summary>Why an administrative question or act is refused.</summary>
/// <param name="Kind">Of which kind the reason is.</param>
/// <param name="Text">The reason in sentences for whoever asked: what is wrong and what to do. Never a secret.</param>
public sealed record AdminProblem(AdminProblemKind Kind, string Text);
