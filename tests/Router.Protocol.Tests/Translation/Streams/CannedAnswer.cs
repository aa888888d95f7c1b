using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>Answers each request of a client with the same body, without a network.</summary>
internal sealed class CannedAnswer(string body, string contentType) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
