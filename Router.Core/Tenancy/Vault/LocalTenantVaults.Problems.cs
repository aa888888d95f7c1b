namespace Router.Core.Tenancy.Vault;

public sealed partial class LocalTenantVaults
{
    private static VaultProblem NotKept { get; } = new(
        VaultProblemKind.NotKept, "journal", "can't keep records at the moment, so nothing was changed; GET /health with the admin key says why. Try again when it can");

    private static VaultResult Refused(VaultProblem problem) => new(null, problem);

    private static VaultProblem Unknown(VaultPath path) => new(
        VaultProblemKind.Unknown, "name", $"tenant \"{path.Tenant}\" has no vault entry \"{path.Name}\"{(path.User is null ? "" : $", nor has its user \"{path.User}\"")}; put one under that name") { Entry = path };

    private static VaultProblem Elsewhere(VaultPath source, string meant, string wanted) => new(
        VaultProblemKind.Elsewhere, "provider",
        $"the vault entry \"{source.Name}\" of {(source.User is null ? "" : $"user \"{source.User}\" of ")}tenant \"{source.Tenant}\" was put for {meant}, so it does not go to {wanted}; put it again for this provider, or have the provider use another entry") { Entry = source };
}
