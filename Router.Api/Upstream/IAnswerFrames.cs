using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream;

/// <summary>
/// A provider's stream on its way to the client: bytes come in as they arrive, Anthropic frames go out whole. What the relay must know (content,
/// usage, errors, the end) is read in passing. One relay serves both dialects through it.
/// </summary>
internal interface IAnswerFrames : IDisposable
{
    /// <summary>Something of the answer itself has come, beyond message_start, pings and the opening of a block.</summary>
    bool HasContent { get; }

    /// <summary>The provider works on the answer: content has come, or a block was opened. A model whose thinking is not shown may only ping after that, for minutes.</summary>
    bool HasBegun { get; }

    /// <summary>How many events have come, without pings and comments.</summary>
    long Events { get; }

    /// <summary>The provider has told an error, or its stream is no answer.</summary>
    bool HasError { get; }

    /// <summary>A <c>message_delta</c> has come: clients accept the message from here on.</summary>
    bool HasDelta { get; }

    /// <summary>The answer is complete; at most its usage, or the end mark, is still to come.</summary>
    bool HasFinished { get; }

    /// <summary>The last event has come: <c>message_stop</c> or an error.</summary>
    bool HasEnded { get; }

    /// <summary>Characters of text, thinking and tool input so far; 0 where <see cref="Usage"/> estimates them already.</summary>
    long Characters { get; }

    /// <summary>The usage told so far.</summary>
    MessageUsage Usage { get; }

    /// <summary>Where the next bytes go; never empty.</summary>
    /// <exception cref="InvalidDataException">A frame is longer than 16 MiB.</exception>
    Memory<byte> Room();

    /// <summary>Takes bytes that were written to <see cref="Room"/>; 0 for the end of the stream.</summary>
    void Take(int count);

    /// <summary>The connection broke: an answer that was complete but for its closing events gets them now.</summary>
    void Break();

    /// <summary>Writes all whole frames to the client.</summary>
    ValueTask ForwardAsync(IClientStream client);

    /// <summary>The error as a failed attempt, when <see cref="HasError"/>.</summary>
    UpstreamFailure ToFailure(Candidate candidate, HttpResponseMessage response);

    /// <summary>Whether <see cref="ForwardAsync"/> wrote the error itself, as the provider's own event.</summary>
    bool ForwardsErrors { get; }
}
