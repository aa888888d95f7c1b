using Router.Api.Upstream.Failures;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Doctor.Probes;

/// <summary>Whether the provider takes a credential. Any answer that is given only to those who are known says so, an error among them.</summary>
internal static class AuthCheck
{
    public static Check Of(ProbeTarget target, ProbeOutcome outcome)
    {
        ProviderConfig provider = target.Target.Provider;
        string key = KeyMask.Of(provider, target.Credential);
        return Judge(target, outcome, key) with
        {
            Milliseconds = outcome.Milliseconds,
            Credential = target.Credential.Kind == SecretKind.None ? null : target.Credential.Index + 1,
        };
    }

    private static Check Judge(ProbeTarget target, ProbeOutcome outcome, string key) => (outcome, outcome.Wire.Status) switch
    {
        ({ IsAnswer: true }, _) => Check.Ok(CheckNames.Auth, target.Credential.Kind == SecretKind.None ? "no key is sent, and none is asked for" : $"{key} is taken"),
        ({ Failure: { } failure }, 401) => Refused(target, $"HTTP 401, {key} is not known there: \"{FailureWords.Said(failure)}\"", WrongKey(target)),
        ({ Failure: { } failure }, 403) => Refused(target, $"HTTP 403, {key} may not do this: \"{FailureWords.Said(failure)}\"", Forbidden(target)),
        ({ Failure: { } failure }, 402) => Refused(target, $"HTTP 402, the account of {key} can't pay: \"{FailureWords.Said(failure)}\"", FixHints.For(target.Target, failure)),
        ({ Failure.Status: 402 }, _) => Refused(target, $"the account of {key} has nothing left to spend", FixHints.For(target.Target, outcome.Failure)),
        (_, 429) => Check.Ok(CheckNames.Auth, $"{key} is taken, but its rate limit is reached (HTTP 429)"),
        ({ Failure.Kind: FailureKind.HttpError or FailureKind.ErrorEvent }, 200 or 400 or 413 or 422) => Check.Ok(CheckNames.Auth, $"{key} is taken"),
        (_, > 0) => Check.Skipped(CheckNames.Auth, $"{key}: can't be told, HTTP {outcome.Wire.Status} came first"),
        _ => Check.Skipped(CheckNames.Auth, $"{key}: can't be told without an answer"),
    };

    private static Check Refused(ProbeTarget target, string text, string? hint) =>
        Check.Failed(CheckNames.Auth, text, KeyMask.Oddity(target.Credential) ?? hint);

    private static string WrongKey(ProbeTarget target)
    {
        ProviderConfig provider = target.Target.Provider;
        string path = $"providers.{provider.Name}";
        return target.Credential.Kind == SecretKind.None
            ? $"a key is wanted: give \"{path}.credentials\" one in place of \"none\""
            : $"{Replace(provider.Credentials[target.Credential.Index])} (\"{path}.credentials[{target.Credential.Index}]\"); if it is the right one, check \"{path}.auth\" and \"{path}.baseUrl\"";
    }

    private static string Replace(SecretReference reference) => reference.Kind switch
    {
        SecretKind.Environment => $"put a valid key into {reference.Text}",
        SecretKind.File => $"write a valid key into {reference.Text}",
        _ => "replace the key",
    };

    private static string Forbidden(ProbeTarget target) =>
        $"check the account's plan and region for {target.Target.Model}; some routers want a header of theirs (\"providers.{target.Target.Provider.Name}.headers\", such as User-Agent)";
}
