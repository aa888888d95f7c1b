using System.Net;

namespace Router.Api.Upstream;

/// <summary>Keeps the gateway from calling itself: requests that it sends carry a mark, requests that come with one are refused (508).</summary>
internal static class HopMarker
{
    public const string Header = "x-router-hop";

    /// <summary>Whether a base URL is one of the addresses that the gateway listens on.</summary>
    public static bool IsOwnAddress(Uri baseUrl, IEnumerable<string> listening) =>
        listening.Any(address => Uri.TryCreate(address, UriKind.Absolute, out Uri? own) && own.Port == baseUrl.Port && baseUrl.Scheme == "http" && SameHost(own.Host, baseUrl.Host));

    private static bool SameHost(string own, string host) =>
        string.Equals(own, host, StringComparison.OrdinalIgnoreCase) || (IsLocal(host) && (IsLocal(own) || IPAddress.TryParse(own.Trim('[', ']'), out IPAddress? any) && (any.Equals(IPAddress.Any) || any.Equals(IPAddress.IPv6Any))));

    private static bool IsLocal(string host) => Core.Configuration.ListenAddress.IsLoopback(host);
}
