using System.Collections.Immutable;
using System.Text.Json;
using Router.Api.Errors;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Calls;

/// <summary>Turns the directory's refusals into answers, with the names that fields have in the API.</summary>
internal static class DirectoryErrors
{
    public static RouterError Of(ImmutableArray<DirectoryProblem> problems) => RouterError.Of(Status(problems[0].Kind), string.Join(" ", problems.Select(Text))) with { Reason = "refused by the directory" };

    private static int Status(DirectoryProblemKind kind) => kind switch
    {
        DirectoryProblemKind.Unknown => 404,
        DirectoryProblemKind.Gone => 410,
        DirectoryProblemKind.Conflict => 409,
        DirectoryProblemKind.Stale => 412,
        DirectoryProblemKind.NotKept => 503,
        _ => 400,
    };

    private static string Text(DirectoryProblem problem) => $"{Field(problem.Field)}: {problem.Text}.";

    private static string Field(string path) => string.Join('.', path.Split('.').Where(part => part is not ("settings" or "rules")).Select(Name));

    private static string Name(string part) => part switch
    {
        "version" => "if-match",
        "oldUntil" => "overlap",
        "expires" => "expires_at",
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(part),
    };
}
