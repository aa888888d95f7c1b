using System.Collections.Frozen;

namespace Router.Protocol.Errors;

/// <summary>
/// Whether a refusal says that the account's quota, balance or spend limit is used up: no waiting of seconds helps, and it is nobody's request
/// that is at fault. Providers say so with very different statuses:
/// <code>
/// 400 Your credit balance is too low to access the Anthropic API.                       Anthropic
/// 400 You have reached your specified API usage limits. You will regain access on …     Anthropic
/// 429 {"code":"insufficient_quota"}                                                     OpenAI
/// 429 {"type":"exceeded_current_quota_error"}                                           Moonshot
/// 429 {"code":"1113"}                                                                   GLM
/// 400 {"code":"Arrearage"}                                                              DashScope
/// 403 {"code":"AccountOverdueError"}                                                    Volcengine Ark
/// 402 any                                                                               DeepSeek, OpenRouter, …
/// </code>
/// </summary>
public static class QuotaExhaustion
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "insufficient_quota", "insufficient_balance", "insufficient_credits", "exceeded_current_quota_error", "billing_error", "billing_hard_limit_reached", "billing_not_active",
        "1113", "Arrearage", "AccountOverdueError");

    // At the beginning only: providers repeat the client's text in their messages, and nobody may close a gate by his own words.
    private static readonly string[] Sentences = ["Your credit balance is too low", "You have reached your specified API usage limits", "Insufficient balance"];

    /// <summary>Whether it does.</summary>
    /// <param name="status">The HTTP status, or the one that the error stands for.</param>
    /// <param name="error">What the body says.</param>
    public static bool Is(int status, ProviderError? error) =>
        status == 402
        || (status is >= 400 and < 500 && error is not null
            && ((error.Code is { } code && Words.Contains(code)) || (error.Type is { } type && Words.Contains(type))
                || Array.Exists(Sentences, sentence => error.Message.StartsWith(sentence, StringComparison.OrdinalIgnoreCase))));
}
