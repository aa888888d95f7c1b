using Router.Core.Routing;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream.Failures;

/// <summary>A vault that gives no credential, as a failure of the target that needs it.</summary>
internal static class VaultFailures
{
    private const int Forbidden = 403;
    private const int OwnFault = 500;

    public static UpstreamFailure Of(Target target, VaultProblem problem)
    {
        string provider = target.Provider.Name;
        bool canBePut = problem.Kind is VaultProblemKind.Unknown or VaultProblemKind.Elsewhere or VaultProblemKind.Invalid;
        string fix = canBePut
            ? $"An admin of the tenant can: PUT /admin/v1/vault/NAME with {{\"provider\": \"{provider}\", \"secret\": \"…\"}}; with ?user=ID a user can for himself."
            : "The gateway's operator must act; no other credential is used instead.";
        return new UpstreamFailure(FailureKind.NoVaultEntry, target, $"Provider \"{provider}\": {problem.Text}. {fix}") { Status = canBePut ? Forbidden : OwnFault };
    }
}
