namespace Router.Protocol.Translation.Inbound;

/// <summary>A chat completion that a client asked for, as a Messages request.</summary>
/// <param name="Body">The Messages request in UTF-8.</param>
/// <param name="Stream">Whether the client wants a stream.</param>
/// <param name="IncludeUsage">Whether the stream ends with a chunk of usage (<c>stream_options.include_usage</c>).</param>
public sealed record InboundRequest(byte[] Body, bool Stream, bool IncludeUsage);
