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
        if (!DemoRequest.TryRead(body, out DemoRequest? asked))
        {
            return Refusal(request);
        }

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

    /// <summary>What a provider says to text that is none, such as half of a surrogate pair.</summary>
    private static HttpResponseMessage Refusal(HttpRequestMessage request)
    {
        var content = new ByteArrayContent("""{"message":"The request holds a text that is cut inside a character."}"""u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = content, RequestMessage = request };
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
        try
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
        catch (Exception exception)
        {
            await listener.CompleteAsync(exception); // nobody awaits the speaker: the listener has to hear of it
        }
    }
}
