using Router.Core.AdminContract;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Vault;

/// <summary>Tells a vault's refusals with the names that fields have in the API.</summary>
internal static class VaultProblems
{
    public static AdminProblem Of(VaultProblem problem) => AdminProblem.Of(KindOf(problem.Kind), new FieldProblem(Field(problem.Field), problem.Text));

    private static AdminProblemKind KindOf(VaultProblemKind kind) => kind switch
    {
        VaultProblemKind.Invalid => AdminProblemKind.Invalid,
        VaultProblemKind.Unknown => AdminProblemKind.Missing,
        VaultProblemKind.Elsewhere => AdminProblemKind.Conflict,
        VaultProblemKind.Stale => AdminProblemKind.Stale,
        VaultProblemKind.NotKept => AdminProblemKind.NotKept,
        _ => AdminProblemKind.Failed,
    };

    private static string Field(string field) => field switch
    {
        "version" => "if-match",
        "oldUntil" => "overlap",
        _ => field,
    };
}
