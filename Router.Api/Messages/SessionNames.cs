using Router.Protocol.Anthropic;

namespace Router.Api.Messages;

/// <summary>Which conversation a message belongs to: by Claude Code's header, else by what the body names, else by how it begins.</summary>
internal static class SessionNames
{
    private const string Header = "x-claude-code-session-id";

    /// <summary>As many hexadecimal digits as tell conversations apart.</summary>
    private const int Digits = 32;

    public static string Of(MessageExchange exchange)
    {
        string named = exchange.Context.Request.Headers[Header].ToString();
        return named is { Length: > 0 and <= SessionReader.Longest } ? named
            : SessionReader.NameIn(exchange.Body.Span, exchange.Request.Parts) ?? ByItsStart(exchange);
    }

    /// <summary>Records keep it, and a plain hash would let their readers try out what somebody may have asked: so it is keyed, and everybody's own.</summary>
    private static string ByItsStart(MessageExchange exchange)
    {
        string start = SessionReader.StartOf(exchange.Body.Span, exchange.Request.Parts);
        return exchange.Snapshot.Keys.FingerprintOf($"session {exchange.Principal.Tenant} {exchange.Principal.User} {start}")[..Digits];
    }
}
