using Router.Api.Errors;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Vault;

/// <summary>Turns a vault's refusals into answers, with the names that fields have in the API.</summary>
internal static class VaultErrors
{
    public static RouterError Of(VaultProblem problem) => RouterError.Of(Status(problem.Kind), $"{Field(problem.Field)}: {problem.Text}.") with { Reason = "refused by the vault" };

    private static int Status(VaultProblemKind kind) => kind switch
    {
        VaultProblemKind.Invalid => 400,
        VaultProblemKind.Unknown => 404,
        VaultProblemKind.Elsewhere => 409,
        VaultProblemKind.Stale => 412,
        VaultProblemKind.NotKept => 503,
        _ => 500,
    };

    private static string Field(string field) => field switch
    {
        "version" => "if-match",
        "oldUntil" => "overlap",
        "name" => "id",
        _ => field,
    };
}
