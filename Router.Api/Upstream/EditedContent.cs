using System.Net;
using System.Net.Http.Headers;
using Router.Protocol.Json;

namespace Router.Api.Upstream;

/// <summary>Sends a body piece by piece, straight from the buffer that it was received in.</summary>
internal sealed class EditedContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly EditedBody _body;

    public EditedContent(EditedBody body)
    {
        _body = body;
        Headers.ContentType = Json;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> piece in _body.Pieces)
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
