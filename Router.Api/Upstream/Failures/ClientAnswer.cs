using System.Collections.Immutable;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream.Failures;

/// <summary>An error as the client gets it: the gateway's own words, or a provider's envelope unchanged.</summary>
internal sealed record ClientAnswer
{
    /// <summary>The error; with <see cref="Envelope"/> its status counts, and type and message for an event.</summary>
    public required RouterError Error { get; init; }

    /// <summary>The provider's envelope, to be passed on as it is; null for the gateway's own.</summary>
    public byte[]? Envelope { get; init; }

    /// <summary>The provider's headers that go with it.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether another try of the client makes sense.</summary>
    public bool MayPass { get; init; }

    /// <summary>In how long another try can succeed; goes out as <c>retry-after</c> and <c>x-should-retry</c>. Null leaves what the provider said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ClientAnswer Of(RouterError error) => new() { Error = error };

    /// <summary>Tells it to the client of a message: as a whole HTTP answer, or as an event where the status line is out.</summary>
    public async Task TellAsync(MessageExchange exchange)
    {
        if (exchange.Stream is { } stream)
        {
            await stream.FailAsync(exchange, this);
            return;
        }

        RouterHeaders.Apply(exchange);
        await WriteAsync(exchange.Context);
    }

    /// <summary>Writes a whole HTTP answer.</summary>
    public Task WriteAsync(HttpContext context)
    {
        // The provider's id belongs to the provider's body; with a body of ours the header carries our id, as the body and the log do.
        ResponseHeaders.Apply(Envelope is null ? Headers.Where(header => !header.Key.Equals("request-id", StringComparison.OrdinalIgnoreCase)) : Headers, context.Response.Headers);
        if (RetryAfter is { } wait)
        {
            RetryHint.Apply(wait, context.Response.Headers);
        }

        return Envelope is { } envelope ? ErrorWriter.WriteAsync(context, Error.Status, envelope) : ErrorWriter.WriteAsync(context, Error);
    }

    /// <summary>
    /// The error event for a stream whose status line is out but which has no content. Claude Code tries the stream again after
    /// <c>overloaded_error</c>; after any other type it asks once without streaming, and there a real HTTP error can be given (measured).
    /// </summary>
    public byte[] ToEvent(string requestId) =>
        ErrorEnvelope.CreateEvent(MayPass ? ErrorType.Overloaded : Error.Type, Error.Message, requestId);
}
