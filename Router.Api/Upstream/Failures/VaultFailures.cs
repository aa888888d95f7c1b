using Router.Core.Routing;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream.Failures;

/// <summary>A vault that gives no credential, as a failure of the target that needs it. Its detail names keys and addresses, for the log; the client gets plain words.</summary>
internal static class VaultFailures
{
    private const int Forbidden = 403;
    private const int OwnFault = 500;

    public static UpstreamFailure Of(Target target, VaultProblem problem, Principal asker)
    {
        bool canBePut = problem.Kind is VaultProblemKind.Unknown or VaultProblemKind.Elsewhere or VaultProblemKind.Invalid;
        return new UpstreamFailure(FailureKind.NoVaultEntry, target, problem.Text)
        {
            Status = canBePut ? Forbidden : OwnFault, Told = $"Provider \"{target.Provider.Name}\": {Words(target.Provider.Name, problem, asker)}",
        };
    }

    private static string Words(string provider, VaultProblem problem, Principal asker)
    {
        VaultPath entry = problem.Entry!;
        if (problem.Kind == VaultProblemKind.Unknown)
        {
            return $"{problem.Text}. An admin of the tenant can: PUT /admin/v1/vault/{entry.Name} with {CredentialNotice.Body(provider)}; with ?user={asker.User} you can for yourself.";
        }

        var notice = CredentialNotice.Of(entry, asker, provider);
        return problem.Kind switch
        {
            VaultProblemKind.Elsewhere => $"{notice.Credential} was put for another address, so it does not go there. {notice.Mend}",
            VaultProblemKind.Invalid => $"{notice.Credential} is a key of this gateway, which goes to no provider. {notice.Mend}",
            _ => $"{notice.Credential} can't be opened. The gateway's operator must act: the log says what is wrong. No other credential is used instead.",
        };
    }
}
