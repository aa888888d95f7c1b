using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Router.Core.Configuration;

namespace Router.Api.Auth;

/// <summary>Knows whose word counts. Proxies that are named are looked up when one of them may be asking, at most once a second: a container comes up again under another address.</summary>
internal sealed partial class ProxyNames(TimeProvider clock, ILogger<ProxyNames> logger)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = logger;
    private readonly ConcurrentDictionary<string, (long At, Task<IPAddress[]> Found)> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an address is that of a trusted proxy.</summary>
    public async ValueTask<bool> TrustsAsync(ImmutableArray<TrustedProxy> proxies, IPAddress address)
    {
        bool hasNames = false;
        foreach (TrustedProxy proxy in proxies)
        {
            if (proxy.Has(address))
            {
                return true;
            }

            hasNames |= proxy.IsName;
        }

        if (hasNames)
        {
            IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            foreach (TrustedProxy proxy in proxies.Where(static proxy => proxy.IsName))
            {
                if ((await FindAsync(proxy.Text)).Contains(plain))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private Task<IPAddress[]> FindAsync(string name)
    {
        long now = clock.GetTimestamp();
        if (_known.TryGetValue(name, out (long At, Task<IPAddress[]> Found) known) && clock.GetElapsedTime(known.At, now) < Age)
        {
            return known.Found;
        }

        Task<IPAddress[]> found = LookUpAsync(name, wasKnown: known.Found is not { IsCompletedSuccessfully: true, Result.Length: 0 });
        _known[name] = (now, found);
        return found;
    }

    private async Task<IPAddress[]> LookUpAsync(string name, bool wasKnown)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(name).WaitAsync(Patience, clock);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            if (wasKnown)
            {
                LogUnknown(name, exception.Message); // once, until it is found again
            }

            return [];
        }
    }

    [LoggerMessage(110, LogLevel.Warning, "The trusted proxy \"{Name}\" can't be looked up ({Reason}); requests that it hands on count as its own until it can")]
    private partial void LogUnknown(string name, string reason);
}
