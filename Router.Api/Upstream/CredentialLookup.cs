using System.Collections.Immutable;
using System.Text;
using Router.Api.Configuration;
using Router.Api.Upstream.Failures;
using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Upstream;

/// <summary>
/// Finds what of a provider's credentials a request may use. Those of router.json are known beforehand; <c>vault:NAME</c> is looked up for each request in the
/// vault of who sends it, so a change counts from the next request on.
/// </summary>
internal sealed class CredentialLookup(ITenantVaults vaults)
{
    /// <summary>The credentials.</summary>
    /// <param name="snapshot">The configuration.</param>
    /// <param name="client">The provider.</param>
    /// <param name="principal">Who sends the request.</param>
    /// <param name="bringsKey">Whether the request holds a key of the user's own that may go there.</param>
    public async ValueTask<UsableCredentials> OfAsync(RouterSnapshot snapshot, ProviderClient client, Principal principal, bool bringsKey)
    {
        if (client.Credentials.All(credential => credential.Kind != SecretKind.Vault))
        {
            return new UsableCredentials([.. client.Credentials.Where(credential => credential.Kind != SecretKind.Client || bringsKey)], [], null);
        }

        ImmutableArray<Credential>.Builder own = ImmutableArray.CreateBuilder<Credential>();
        ImmutableArray<(Credential, int)>.Builder former = ImmutableArray.CreateBuilder<(Credential, int)>();
        VaultProblem? missing = null;
        foreach (Credential credential in client.Credentials)
        {
            if (credential.Kind != SecretKind.Vault)
            {
                if (credential.Kind != SecretKind.Client || bringsKey)
                {
                    own.Add(credential);
                }

                continue;
            }

            var path = new VaultPath(principal.Tenant, principal.User, client.Config.Credentials[credential.Index].Text);
            using ResolvedSecret found = await vaults.ResolveAsync(path, VaultDestination.Of(client.Config.BaseUrl));
            Credential? present = found.Secret is { } secret ? Of(credential, found.Source!, secret, found.Fingerprint!, principal, client.Config.Name) : null;
            if ((found.Problem ?? Refuse(snapshot, present!)) is { } problem)
            {
                if (problem.Kind != VaultProblemKind.Unknown)
                {
                    // Whoever put it meant it to be used: another credential would spend somebody else's money.
                    return new UsableCredentials([], [], problem);
                }

                missing ??= problem;
                continue;
            }

            own.Add(present!);
            if (found.Previous is { } previous)
            {
                former.Add((Of(credential, found.Source!, previous, found.PreviousFingerprint!, principal, client.Config.Name), own.Count - 1));
            }
        }

        return new UsableCredentials(own.ToImmutable(), former.ToImmutable(), missing);
    }

    /// <summary>A credential was used; who asked goes on meanwhile.</summary>
    public void NoteUse(Credential credential)
    {
        if (credential.Source is { } source)
        {
            ValueTask noted = vaults.NoteUseAsync(source);
            _ = noted.IsCompletedSuccessfully ? null : noted.AsTask();
        }
    }

    /// <summary>A key that became one of this gateway after it was put.</summary>
    private static VaultProblem? Refuse(RouterSnapshot snapshot, Credential found) => found.Source is { } source && snapshot.Keys.IsOurs(found.Secret!)
        ? new VaultProblem(VaultProblemKind.Invalid, "secret", $"the vault entry \"{source.Name}\" of tenant \"{source.Tenant}\" holds a key of this gateway; put the provider's") { Entry = source }
        : null;

    // A header is made of text, and so is what masks it in providers' errors: from here on the secret lives as long as its request.
    private static Credential Of(Credential place, VaultPath source, SecretBuffer secret, string fingerprint, Principal asker, string provider) => place with
    {
        Id = $"{Gates.GateKeys.Vault}-{fingerprint}", Secret = Encoding.UTF8.GetString(secret.AsSpan()), Source = source, Notice = CredentialNotice.Of(source, asker, provider),
    };
}
