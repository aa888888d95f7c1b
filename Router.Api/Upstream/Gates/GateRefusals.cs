using System.Globalization;
using Router.Api.Errors;
using Router.Api.Upstream.Failures;
using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>Says to a client why no provider was asked. The words tell the gateway's own limits from a provider's.</summary>
internal static class GateRefusals
{
    /// <summary>The words.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="refusal">What its gate says.</param>
    /// <param name="credential">What is told of the credential whose gate it is; null where it is the operator's.</param>
    public static RouterError Say(string provider, GateAnswer refusal, CredentialNotice? credential = null)
    {
        string wait = Text(refusal.RetryAfter);
        return refusal.Reason switch
        {
            RefusalReason.Limit => RouterError.Of(429, $"Provider \"{provider}\" is at its rate limit, as configured or as it said itself, so this gateway did not ask it. There is room again in about {wait}."),
            RefusalReason.QueueFull => RouterError.Of(529, $"Too many requests wait for provider \"{provider}\" already. Try again in about {wait}."),
            RefusalReason.RateLimited => RouterError.Of(429, $"Provider \"{provider}\" said that it gets too many requests (HTTP 429). This gateway asks it again in {wait}."),
            RefusalReason.Overloaded => RouterError.Of(529, $"Provider \"{provider}\" said that it is overloaded. This gateway asks it again in {wait}."),
            RefusalReason.QuotaExhausted when credential is { } owned => RouterError.Of(429, $"The quota or balance behind {owned.Credential} at provider \"{provider}\" is used up. {owned.Pay} It is asked again in {wait}.") with { ShouldRetry = false },
            RefusalReason.CredentialRefused when credential is { } owned => RouterError.Of(502, $"Provider \"{provider}\" refuses {owned.Credential}, so this gateway does not ask it. {owned.Mend}") with { ShouldRetry = false },
            RefusalReason.QuotaExhausted => RouterError.Of(429, $"The quota or balance of this gateway's account at provider \"{provider}\" is used up. The gateway's operator: add to it there, then resume the provider. It is asked again in {wait}.") with { ShouldRetry = false },
            RefusalReason.CredentialRefused => RouterError.Of(502, $"Provider \"{provider}\" refuses the gateway's credential. The gateway's operator: replace \"providers.{provider}.credentials\"; your own key is fine.") with { ShouldRetry = false },
            RefusalReason.Drained => RouterError.Of(529, $"The gateway's operator has taken provider \"{provider}\" out of use for a while.") with { ShouldRetry = false },
            _ => RouterError.Of(529, $"Provider \"{provider}\" failed several times in a row. This gateway asks it again in {wait}."),
        };
    }

    private static string Text(TimeSpan wait) => wait switch
    {
        { TotalMinutes: >= 120 } => string.Create(CultureInfo.InvariantCulture, $"{wait.TotalHours:0.#} hours"),
        { TotalSeconds: >= 120 } => string.Create(CultureInfo.InvariantCulture, $"{wait.TotalMinutes:0.#} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Ceiling(wait.TotalSeconds)):0} s"),
    };
}
