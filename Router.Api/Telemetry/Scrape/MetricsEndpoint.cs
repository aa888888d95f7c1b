using System.Text;
using Router.Api.Errors;

namespace Router.Api.Telemetry.Scrape;

/// <summary>GET /metrics, for the admin key: the names of providers and models are the operator's own business.</summary>
internal sealed class MetricsEndpoint(MetricsReader reader)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (reader.Read() is not { } text)
        {
            await ErrorWriter.WriteAsync(context, RouterError.Of(500, "The metrics could not be collected. Ask again."));
            return;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        HttpResponse response = context.Response;
        response.ContentType = PrometheusText.ContentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
