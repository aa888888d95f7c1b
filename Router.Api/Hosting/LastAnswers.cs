namespace Router.Api.Hosting;

/// <summary>
/// Asks clients and balancers, by the answers of a gateway that was told to stop, to close their connections: a request on one that is kept would cross its end.
/// </summary>
internal sealed class LastAnswers(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }
}
