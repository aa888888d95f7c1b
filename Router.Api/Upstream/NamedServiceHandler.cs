namespace Router.Api.Upstream;

/// <summary>Sends requests for a named service to where it is.</summary>
internal sealed class NamedServiceHandler(IServiceAddresses addresses, HttpMessageHandler connection) : DelegatingHandler(connection)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri named = request.RequestUri!;
        Uri found = await addresses.FindAsync(named, cancellationToken);
        request.RequestUri = new Uri($"{found.GetLeftPart(UriPartial.Authority)}{named.PathAndQuery}");
        return await base.SendAsync(request, cancellationToken);
    }
}
