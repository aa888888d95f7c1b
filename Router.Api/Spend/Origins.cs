using Router.Api.Messages;
using Router.Core.Spend;

namespace Router.Api.Spend;

/// <summary>Where messages come from, by the headers of Claude Code. All of it is the client's text, so it is cut to a length that records can bear.</summary>
internal static class Origins
{
    private const int Longest = 200;

    public static RequestOrigin Of(MessageExchange exchange)
    {
        IHeaderDictionary headers = exchange.Context.Request.Headers;
        return new RequestOrigin(Cut(exchange.Request.Model)!, Cut(exchange.Session), Cut(headers["x-claude-code-agent-id"]), Cut(headers["x-claude-code-parent-agent-id"]));
    }

    private static string? Cut(string? text) => string.IsNullOrEmpty(text) ? null : text.Length > Longest ? text[..Longest] : text;
}
