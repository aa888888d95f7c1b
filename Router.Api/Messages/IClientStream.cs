using System.Collections.Immutable;
using Router.Api.Upstream.Failures;

namespace Router.Api.Messages;

/// <summary>Where a relay writes a streamed answer: straight to its client, or for all who share the answer.</summary>
internal interface IClientStream
{
    /// <summary>Bytes written since the last flush.</summary>
    long Unflushed { get; }

    /// <summary>The answer begins, with the answering provider's headers; only the first call counts.</summary>
    ValueTask CommitAsync(MessageExchange exchange, ImmutableArray<KeyValuePair<string, string>> passed, string? contentType);

    /// <summary>Writes whole frames without flushing them, in up to three pieces with nothing between.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> frames, ReadOnlyMemory<byte> second = default, ReadOnlyMemory<byte> third = default);

    /// <summary>Sends what was written.</summary>
    ValueTask FlushAsync();

    /// <summary>Ends with an error.</summary>
    Task FailAsync(MessageExchange exchange, ClientAnswer answer);
}
