using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream.Failures;

/// <summary>A vault entry in words, for the log; clients are told as <see cref="CredentialNotice"/> says.</summary>
internal static class VaultWords
{
    public static string Of(VaultPath entry) => $"vault entry \"{entry.Name}\" of {(entry.User is null ? "" : $"user \"{entry.User}\" of ")}tenant \"{entry.Tenant}\"";
}
