using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Router.Protocol.Counting;

namespace Router.Api.Demo;

/// <summary>
/// The demo provider: a model that lives in the gateway and answers without network or key, at the pace of a person's reading; the model name
/// <c>instant</c> answers without a pause, for load tests. It sits behind the same client as every provider, so that everything between
/// it and the client is the real thing.
/// </summary>
internal sealed class DemoHandler(TimeProvider clock) : HttpMessageHandler
{
    /// <summary>The model that does not pause.</summary>
    public const string Instant = "instant";

    private static readonly TimeSpan BeforeFirstWord = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMilliseconds(25);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        DemoRequest asked = DemoRequest.Read(body);
        var message = new DemoMessage(asked.Model, DemoScript.ReplyTo(asked), TokenEstimator.Estimate(body));
        bool instant = asked.Model == Instant;
        if (!instant)
        {
            await Task.Delay(BeforeFirstWord, clock, cancellationToken);
        }

        HttpContent content = asked.Stream ? new StreamContent(Speak(message, instant ? TimeSpan.Zero : BetweenWords)) : new ByteArrayContent(message.ToJson());
        content.Headers.ContentType = new MediaTypeHeaderValue(asked.Stream ? "text/event-stream" : "application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }

    /// <summary>Speaks until the end, or until the listener closes the stream.</summary>
    private Stream Speak(DemoMessage message, TimeSpan pace)
    {
        var pipe = new Pipe();
        _ = SpeakAsync(message, pace, pipe.Writer);
        return pipe.Reader.AsStream();
    }

    private async Task SpeakAsync(DemoMessage message, TimeSpan pace, PipeWriter listener)
    {
        foreach (byte[] frame in message.ToFrames())
        {
            FlushResult heard = await listener.WriteAsync(frame);
            if (heard.IsCompleted)
            {
                break;
            }

            if (pace > TimeSpan.Zero)
            {
                await Task.Delay(pace, clock);
            }
        }

        await listener.CompleteAsync();
    }
}
