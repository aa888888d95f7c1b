namespace Router.Api.Doctor.Reach;

/// <summary>The proxy that the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), as the product's own connections take it.</summary>
internal static class Proxy
{
    /// <summary>Host and port of the proxy on the way to an address, without what its URL may hold beside them; null for none.</summary>
    public static string? On(Uri address) =>
        !HttpClient.DefaultProxy.IsBypassed(address) && HttpClient.DefaultProxy.GetProxy(address) is { } proxy && proxy != address ? $"{proxy.Host}:{proxy.Port}" : null;
}
