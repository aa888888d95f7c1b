using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Api.Doctor.Probes;
using Router.Api.Doctor.Reach;
using Router.Api.Upstream;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Doctor;

/// <summary>Looks at one provider: is it there, does it take each credential, and what does it really do.</summary>
internal sealed class ProviderCheckup(ReachChecks reach, HttpCheck http, ModelCheckup models, CredentialLookup lookup)
{
    /// <summary>Runs all checks.</summary>
    /// <param name="snapshot">The configuration.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="request">What to look at.</param>
    /// <param name="found">Hears of each finding as it is made.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ProviderReport> RunAsync(RouterSnapshot snapshot, ProviderConfig provider, ProbeRequest request, Action<Check>? found, CancellationToken cancellation)
    {
        ImmutableArray<Check>.Builder checks = ImmutableArray.CreateBuilder<Check>();
        void Find(Check check)
        {
            checks.Add(check);
            found?.Invoke(check);
        }

        Target? target = ProbeTargets.Find(snapshot, provider, request.Model);
        ProviderClient client = snapshot.Providers[provider.Name];
        UsableCredentials usable = await lookup.OfAsync(snapshot, client, Prober.Asker, bringsKey: true);
        if (!await IsThereAsync(client, Find, cancellation))
        {
            SkipRest(Find, "can't be reached");
        }
        else if (WhyNotAsked(provider, usable, target) is { } auth)
        {
            Find(auth);
            SkipModel(Find, "see auth");
        }
        else
        {
            await models.RunAsync(snapshot, target!, usable.Own, request.Deep, Find, cancellation);
        }

        return new ProviderReport(provider.Name, StyleWord(provider.Style), provider.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/'), target?.Model, checks.ToImmutable());
    }

    /// <summary>Tells that everything behind the credential is not looked at.</summary>
    public static void SkipModel(Action<Check> found, string why)
    {
        foreach (string name in CheckNames.OfModel)
        {
            found(Check.Skipped(name, why));
        }
    }

    private static void SkipRest(Action<Check> found, string why)
    {
        found(Check.Skipped(CheckNames.Auth, why));
        SkipModel(found, why);
    }

    private async Task<bool> IsThereAsync(ProviderClient client, Action<Check> found, CancellationToken cancellation)
    {
        if (client.IsDemo || BaseUrl.IsNamed(client.Config.BaseUrl))
        {
            foreach (string name in (string[])[CheckNames.Dns, CheckNames.Tcp, CheckNames.Tls, CheckNames.Http])
            {
                found(Check.Skipped(name, client.IsDemo ? "it answers inside the gateway" : "the service is looked up for each request"));
            }

            return true;
        }

        if (!await reach.RunAsync(client.Config, found, cancellation))
        {
            found(Check.Skipped(CheckNames.Http, "can't be reached"));
            return false;
        }

        Check answers = await http.RunAsync(client, cancellation);
        found(answers);
        return answers.Status != CheckStatus.Failed;
    }

    /// <summary>Why the model can't be asked anything; null when it can.</summary>
    private static Check? WhyNotAsked(ProviderConfig provider, UsableCredentials usable, Target? target)
    {
        string path = $"providers.{provider.Name}";
        if (usable.Problem is { Kind: VaultProblemKind.Unknown } && usable.Own.IsEmpty)
        {
            return Check.Skipped(CheckNames.Auth, $"tenants have their own keys for it; to try it with the default tenant's, put one and ask the gateway while it runs: POST /admin/v1/providers/{provider.Name}/test");
        }

        if (usable.Problem is { } problem && usable.Own.IsEmpty)
        {
            return Check.Failed(CheckNames.Auth, problem.Text, $"PUT /admin/v1/vault/NAME with \"provider\": \"{provider.Name}\"");
        }

        if (usable.Own.IsEmpty)
        {
            string[] wanted = [.. provider.Credentials.Select(credential => credential.ToString())];
            return Check.Failed(
                CheckNames.Auth,
                wanted.Length == 0 ? "no credential is configured" : $"no credential can be used: {string.Join(", ", wanted)} gave none",
                $"set what \"{path}.credentials\" names, give it [\"env:NAME\"], or [\"none\"] if no key is needed");
        }

        if (usable.Own.All(credential => credential.Kind == SecretKind.Client))
        {
            return Check.Skipped(CheckNames.Auth, "users bring their own keys, so there is none to try it with");
        }

        return target is null
            ? Check.Skipped(CheckNames.Auth, $"no route names a model of it: add one, or give --model {provider.Name}/NAME")
            : null;
    }

    private static string StyleWord(ProviderStyle style) => style switch
    {
        ProviderStyle.Native => "native",
        ProviderStyle.Compatible => "anthropic",
        _ => "openai",
    };
}
