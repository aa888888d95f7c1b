namespace Router.Core.Spend;

/// <summary>
/// What a cut answer is charged at least. Providers report output at the end only, so a client that leaves just before it would spend without being
/// counted. The rule is that of Claude's own gateway (code.claude.com/docs: claude-apps-gateway-spend-limits): four characters a token.
/// </summary>
public static class CutFloor
{
    private const long CharactersAToken = 4;

    /// <summary>The tokens of an answer that was cut.</summary>
    /// <param name="reported">What the provider had reported by then; null for nothing.</param>
    /// <param name="inputEstimate">The estimate of the input, for when it reported none.</param>
    /// <param name="relayedCharacters">The characters of text, thinking and tool input that were relayed.</param>
    public static TokenCounts Of(TokenCounts? reported, long inputEstimate, long relayedCharacters)
    {
        TokenCounts known = reported ?? default;
        long output = Math.Max(known.Output, (Math.Max(0, relayedCharacters) + CharactersAToken - 1) / CharactersAToken);
        return known.AllInput > 0 ? known with { Output = output } : new TokenCounts(Math.Max(0, inputEstimate), output);
    }
}
