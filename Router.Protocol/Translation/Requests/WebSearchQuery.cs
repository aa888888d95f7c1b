namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Finds what a request wants to be searched. Claude Code's own words stand in front of the query; anyone else's last message is the query.
/// <code>Perform a web search for the query: weather in Bern today</code>
/// </summary>
internal static class WebSearchQuery
{
    private const string Lead = "Perform a web search for the query:";

    /// <summary>The search; null when the request wants none, or offers other tools that the model can use instead of one that is not there.</summary>
    public static WebSearchTerms? Of(ToolOffer offer, Conversation conversation) => offer switch
    {
        { WebSearch.IsObject: true } => new WebSearchTerms(LastWords(conversation), IsAvailable: true),
        { WebSearchUnavailable: true, Functions.Count: 0 } => new WebSearchTerms(LastWords(conversation), IsAvailable: false),
        _ => null,
    };

    private static string LastWords(Conversation conversation)
    {
        Block? words = conversation.Turns.FindLast(turn => turn.Role == TurnRole.User)?.Blocks.FindLast(block => block.Kind == BlockKind.Text);
        string text = words?.Text.Text?.Trim() ?? "";
        return text.StartsWith(Lead, StringComparison.Ordinal) ? text[Lead.Length..].TrimStart() : text;
    }
}
