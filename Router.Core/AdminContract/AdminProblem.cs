using System.Collections.Immutable;

namespace Router.Core.AdminContract;

/// <summary>Why an administrative question or act is refused.</summary>
/// <param name="Kind">Of which kind the reason is.</param>
/// <param name="Text">The reason in sentences for whoever asked: what is wrong and what to do. Never a secret.</param>
public sealed record AdminProblem(AdminProblemKind Kind, string Text)
{
    /// <summary>The same field by field, for whoever shows each reason where it belongs; empty where it is about none.</summary>
    public ImmutableArray<FieldProblem> Fields { get; init; } = [];

    /// <summary>A reason that is about fields.</summary>
    public static AdminProblem Of(AdminProblemKind kind, params ImmutableArray<FieldProblem> fields) => new(kind, string.Join(' ', fields)) { Fields = fields };
}
