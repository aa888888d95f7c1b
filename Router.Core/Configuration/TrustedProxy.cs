using System.Net;
using Router.Core.Tenancy;

namespace Router.Core.Configuration;

/// <summary>A reverse proxy whose word about where a request comes from is believed: an address, a network, or a host name that is looked up while the gateway runs.</summary>
public sealed record TrustedProxy
{
    private readonly NetworkRange? _network;

    private TrustedProxy(string text, NetworkRange? network) => (Text, _network) = (text, network);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it is a host name, whose addresses only a look-up tells.</summary>
    public bool IsName => _network is null;

    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it and how to fix it; null when nothing is.</param>
    /// <returns>The proxy; null when there is a problem.</returns>
    public static TrustedProxy? Parse(string text, out string? problem)
    {
        // "10.0.0.300" would pass for a host name too, and means an address.
        if (text.Any(char.IsAsciiLetter) && Uri.CheckHostName(text) == UriHostNameType.Dns)
        {
            problem = null;
            return new TrustedProxy(text, null);
        }

        return NetworkRange.TryParse(text, out NetworkRange network, out problem) ? new TrustedProxy(text, network) : null;
    }

    /// <summary>Whether an address is that of this proxy. Never of a host name.</summary>
    public bool Has(IPAddress address) => _network is { } network && network.Contains(address);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
