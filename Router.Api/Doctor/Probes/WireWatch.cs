using System.Buffers;

namespace Router.Api.Doctor.Probes;

/// <summary>
/// Looks on while the product itself talks to a provider: what was answered before any translation, and when. It changes nothing of what is
/// sent or received.
/// </summary>
internal sealed class WireWatch(TimeProvider clock)
{
    /// <summary>How much of an answer is kept, in bytes; probes ask for little.</summary>
    private const int Longest = 256 * 1024;

    private readonly ArrayBufferWriter<byte> _body = new();

    /// <summary>The provider's last status; 0 when it gave none.</summary>
    public int Status { get; private set; }

    /// <summary>The media type of the last answer; null when there was none.</summary>
    public string? ContentType { get; private set; }

    /// <summary>Where the last request went, without its query.</summary>
    public string? Address { get; private set; }

    /// <summary>When the request left, as a clock timestamp.</summary>
    public long Sent { get; private set; }

    /// <summary>When the first byte of the last answer's body came; 0 for never.</summary>
    public long FirstByte { get; private set; }

    /// <summary>When the last byte of it came; 0 for never.</summary>
    public long LastByte { get; private set; }

    /// <summary>The beginning of the last answer's body as it came.</summary>
    public ReadOnlySpan<byte> Body => _body.WrittenSpan;

    /// <summary>Whether the provider streamed.</summary>
    public bool IsStream => ContentType == "text/event-stream";

    /// <summary>Stands before the connection.</summary>
    public HttpMessageHandler Around(HttpMessageInvoker connection) => new Onlooker(this, connection);

    private void Begin(HttpRequestMessage request)
    {
        (Status, ContentType, FirstByte, LastByte) = (0, null, 0, 0);
        _body.ResetWrittenCount();
        Address = request.RequestUri!.GetLeftPart(UriPartial.Path);
        Sent = clock.GetTimestamp();
    }

    private void Arrive(ReadOnlySpan<byte> bytes)
    {
        LastByte = clock.GetTimestamp();
        FirstByte = FirstByte == 0 ? LastByte : FirstByte;
        _body.Write(bytes[..Math.Min(bytes.Length, Longest - _body.WrittenCount)]);
    }

    private sealed class Onlooker(WireWatch watch, HttpMessageInvoker connection) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            watch.Begin(request);
            HttpResponseMessage response = await connection.SendAsync(request, cancellationToken);
            watch.Status = (int)response.StatusCode;
            watch.ContentType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
            HttpContent original = response.Content;
            var seen = new StreamContent(new WatchedStream(await original.ReadAsStreamAsync(cancellationToken), watch.Arrive));
            foreach ((string name, IEnumerable<string> values) in original.Headers)
            {
                seen.Headers.TryAddWithoutValidation(name, values);
            }

            response.Content = seen;
            return response;
        }
    }
}
