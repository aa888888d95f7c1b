using System.Collections.Immutable;
using System.Text.Json;
using Router.Core.AdminContract;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Calls;

/// <summary>Tells the directory's refusals with the names that fields have in the API.</summary>
internal static class DirectoryProblems
{
    public static AdminProblem Of(ImmutableArray<DirectoryProblem> problems) => 
        AdminProblem.Of(KindOf(problems[0].Kind), [.. problems.Select(static problem => new FieldProblem(Field(problem.Field), problem.Text))]);

    private static AdminProblemKind KindOf(DirectoryProblemKind kind) => kind switch
    {
        DirectoryProblemKind.Unknown => AdminProblemKind.Missing,
        DirectoryProblemKind.Gone => AdminProblemKind.Gone,
        DirectoryProblemKind.Conflict => AdminProblemKind.Conflict,
        DirectoryProblemKind.Stale => AdminProblemKind.Stale,
        DirectoryProblemKind.NotKept => AdminProblemKind.NotKept,
        _ => AdminProblemKind.Invalid,
    };

    private static string Field(string path) => string.Join('.', path.Split('.').Where(part => part is not ("settings" or "rules")).Select(Name));

    private static string Name(string part) => part switch
    {
        "version" => "if-match",
        "oldUntil" => "overlap",
        "expires" => "expires_at",
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(part),
    };
}
