using System.Globalization;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;

namespace Router.Api.Telemetry;

/// <summary><c>error.type</c>: a status where there is one, else a word; null for no error.</summary>
internal static class ErrorTypes
{
    /// <summary>Of a message, as the client saw it.</summary>
    public static string? Of(MessageExchange exchange) => exchange.Ending switch
    {
        MessageEnding.Complete => null,
        MessageEnding.Failed when exchange.Context.Response.StatusCode is >= 400 and var status => Text(status),
        var ending => LabelWords.Of(ending),
    };

    /// <summary>Of an attempt.</summary>
    public static string? Of(MessageExchange exchange, UpstreamFailure? failure) => failure switch
    {
        { Status: > 0 and var status } => Text(status),
        { Kind: var kind } => LabelWords.Of(kind),
        null => exchange.Ending == MessageEnding.Complete ? null : LabelWords.Of(exchange.Ending),
    };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
