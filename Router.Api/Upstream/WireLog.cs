using Router.Api.Messages;
using Router.Api.Telemetry;

namespace Router.Api.Upstream;

/// <summary>At level debug, a line for each request to a provider and each answer: which name went where, with which headers, how long it took. Never a body, never a secret.</summary>
internal sealed partial class WireLog(TimeProvider clock, ILogger<WireLog> logger)
{
    private static readonly string[] Public =
    [
        "accept", "accept-encoding", "anthropic-beta", "anthropic-version", "content-encoding", "content-length", "content-type", "date", "request-id", "retry-after", "server", "user-agent", "x-request-id",
    ];

    private static readonly string[] PublicPrefixes = ["anthropic-ratelimit-", "x-ratelimit-", "x-stainless-"];

    public void Sending(MessageExchange exchange, Candidate candidate, HttpRequestMessage request)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogSending(
                exchange.Context.TraceIdentifier, RouterHeaders.Clean(exchange.Request.Model), RouterHeaders.Clean(candidate.Target.ToString()), Host(request.RequestUri), Headers(request.Headers, candidate.SentSecret));
        }
    }

    public void Answered(MessageExchange exchange, Candidate candidate, HttpResponseMessage response)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogAnswered(
                exchange.Context.TraceIdentifier, RouterHeaders.Clean(candidate.Target.ToString()), (int)response.StatusCode, (long)clock.GetElapsedTime(exchange.AttemptStarted).TotalMilliseconds,
                Headers(response.Headers, candidate.SentSecret));
        }
    }

    /// <summary>Scheme, host and port: a path may hold what an operator takes for a secret.</summary>
    private static string Host(Uri? address) => address is null ? "-" : LogText.OneLine(address.GetLeftPart(UriPartial.Authority));

    /// <summary>Values of headers that everybody sends; of others the name alone, since a key may stand in any of them.</summary>
    private static string Headers(System.Net.Http.Headers.HttpHeaders headers, string? secret) => string.Join(", ", headers.Select(header => IsPublic(header.Key)
        ? $"{header.Key}: {LogText.OfProvider(string.Join(", ", header.Value), secret)}"
        : $"{LogText.Path(header.Key)}: (not shown)"));

    private static bool IsPublic(string name) =>
        Public.Contains(name, StringComparer.OrdinalIgnoreCase) || Array.Exists(PublicPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    [LoggerMessage(310, LogLevel.Debug, "{RequestId} \"{Model}\" goes to {Target} at {Host}; {Headers}")]
    private partial void LogSending(string requestId, string model, string target, string host, string headers);

    [LoggerMessage(311, LogLevel.Debug, "{RequestId} {Target} answers {Status} after {Milliseconds} ms; {Headers}")]
    private partial void LogAnswered(string requestId, string target, int status, long milliseconds, string headers);
}
