using System.Text;

namespace Router.Api.Telemetry.Scrape;

/// <summary>GET /metrics, for the admin key: the names of providers and models are the operator's own business.</summary>
internal sealed class MetricsEndpoint(MetricsReader reader)
{
    public async Task HandleAsync(HttpContext context)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(reader.Read());
        HttpResponse response = context.Response;
        response.ContentType = PrometheusText.ContentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
