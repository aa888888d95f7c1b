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

    public static RouterError Of(int status, string message) => new(status, ErrorType.ForStatus(status), message);
}
