using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>How much the model should think: the route's word, else the client's <c>thinking</c> and <c>output_config.effort</c>.</summary>
/// <param name="Off">No thinking is wanted.</param>
/// <param name="Effort">The effort: low, medium, high, xhigh or max; null when none is asked for.</param>
/// <param name="Budget">The client's thinking budget in tokens; null when it gave none, or the effort decides.</param>
internal sealed record ReasoningWish(bool Off, string? Effort, long? Budget)
{
    // Claude Code's "think", "think hard" and "ultrathink" stood for 4,000, 10,000 and 31,999 tokens.
    private const int LowBudget = 4_096;
    private const int MediumBudget = 16_384;

    /// <summary>Whether anything is asked for; else the provider's default holds.</summary>
    public bool SaysNothing => !Off && Effort is null && Budget is null;

    /// <summary>The effort, also for a budget.</summary>
    public string? EffortOrBucket => Effort ?? Budget switch
    {
        null => null,
        <= LowBudget => "low",
        <= MediumBudget => "medium",
        _ => "high",
    };

    public static ReasoningWish Of(RequestContext context)
    {
        if (context.Terms.ReasoningEffort is { } route)
        {
            return route == "minimal" ? new ReasoningWish(true, null, null) : new ReasoningWish(false, route, null);
        }

        JsonElement thinking = context.Request.Member("thinking"u8);
        string? effort = context.Request.Member("output_config"u8).Member("effort"u8).Text;
        return thinking.Member("type"u8).Text switch
        {
            "disabled" => new ReasoningWish(true, null, null),
            _ when Efforts.IsKnown(effort) => new ReasoningWish(false, effort, null),
            "enabled" => new ReasoningWish(false, null, thinking.Member("budget_tokens"u8).Integer ?? MediumBudget),
            _ => new ReasoningWish(false, null, null),
        };
    }

    /// <summary>Whether the request, as it is sent, keeps the model from thinking.</summary>
    public bool SwitchesOff(ChatCapabilities capabilities) =>
        Off && capabilities.CanDisableThinking && capabilities.ReasoningControl switch
        {
            ReasoningControl.None => false,
            ReasoningControl.Effort => Efforts.Off(capabilities.Efforts) == "none",
            _ => true,
        };
}
