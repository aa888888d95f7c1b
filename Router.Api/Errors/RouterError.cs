using Router.Protocol.Anthropic;

namespace Router.Api.Errors;

/// <summary>An answer that is an error: a value, not an exception. <see cref="ErrorWriter"/> turns it into Anthropic's envelope.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">One of <see cref="ErrorType"/>.</param>
/// <param name="Message">The sentence for the client: what is wrong and what to do. Never a secret.</param>
internal sealed record RouterError(int Status, string Type, string Message)
{
    /// <summary>The <c>x-should-retry</c> header, which official clients obey before anything else; null for none.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>Why, for the log: fixed words and cleaned names, since <see cref="Message"/> may hold the client's own. Default by status.</summary>
    public string Reason
    {
        get => field ?? Usual(Status);
        init;
    }

    private static string Usual(int status) => status switch
    {
        400 => "invalid request",
        401 => "no valid key",
        403 => "not allowed for this key",
        404 => "unknown model",
        405 => "wrong method",
        413 => "too large",
        415 => "unknown encoding",
        503 => "no provider is configured",
        508 => "the request went in a circle",
        _ => "refused",
    };

    public static RouterError Of(int status, string message) => new(status, ErrorType.ForStatus(status), message);
}
