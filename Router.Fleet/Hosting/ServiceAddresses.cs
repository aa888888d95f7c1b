using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ServiceDiscovery;
using Router.Api.Upstream;

namespace Router.Fleet.Hosting;

/// <summary>Finds services as the composition tells them to this process (<c>services__NAME__SCHEME__0</c>), and their instances in turn.</summary>
internal sealed class ServiceAddresses(IServiceProvider services) : IServiceAddresses
{
    /// <summary>Made with the first request: it logs, logs need the configuration in force, and that is made with this.</summary>
    private readonly Lazy<ServiceEndpointResolver> _resolver = new(services.GetRequiredService<ServiceEndpointResolver>);
    private int _turn;

    public async ValueTask<Uri> FindAsync(Uri named, CancellationToken cancellation)
    {
        ServiceEndpointSource found = await _resolver.Value.GetEndpointsAsync(named.GetLeftPart(UriPartial.Authority), cancellation);
        // Without an address in the configuration the name itself comes back: nobody but a resolver of names could know it.
        Uri[] addresses = [.. found.Endpoints.Select(endpoint => endpoint.ToString()).Where(text => text is not null && text.Contains("://", StringComparison.Ordinal)).Select(text => new Uri(text!))];
        return addresses.Length > 0
            ? addresses[(uint)Interlocked.Increment(ref _turn) % addresses.Length]
            : throw new HttpRequestException(HttpRequestError.NameResolutionError, $"There is no service \"{named.Host}\" in this composition; reference it from router-api, or write its address.");
    }
}
