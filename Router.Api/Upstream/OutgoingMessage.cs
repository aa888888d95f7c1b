using System.Collections.Immutable;
using System.Net.Http.Headers;
using Router.Api.Upstream.Failures;

namespace Router.Api.Upstream;

/// <summary>One message as one target gets it, and how that target's answers are read. What differs between dialects is here and nowhere else.</summary>
internal abstract class OutgoingMessage : IAsyncDisposable
{
    /// <summary>Where it goes.</summary>
    public abstract Uri Address { get; }

    /// <summary>The provider's answer where it is known without asking it; null for every message that must be sent.</summary>
    public virtual HttpResponseMessage? KnownAnswer => null;

    /// <summary>Its body.</summary>
    public abstract EditedContent Content { get; }

    public abstract void FillHeaders(HttpRequestHeaders headers);

    /// <summary>The provider's response headers that the client should see, in Anthropic's names.</summary>
    public abstract ImmutableArray<KeyValuePair<string, string>> PassedHeaders(HttpResponseHeaders headers);

    /// <summary>Opens the window over a streamed answer.</summary>
    public abstract IAnswerFrames OpenFrames();

    /// <summary>Reads an answer in one piece.</summary>
    /// <param name="body">What the provider sent with HTTP 200.</param>
    /// <param name="candidate">Whom it was asked of.</param>
    /// <param name="response">The response that it came in.</param>
    /// <param name="message">An Anthropic message or error, when there is no failure.</param>
    public abstract UpstreamFailure? ReadWhole(ReadOnlyMemory<byte> body, Candidate candidate, HttpResponseMessage response, out ReadOnlyMemory<byte> message);

    public virtual async ValueTask DisposeAsync() => await Content.CloseAsync();
}
