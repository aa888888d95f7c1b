using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;

namespace Router.Api.Doctor.Reach;

/// <summary>Whether a provider's host is there: its name, its port, its certificate. Each step is only taken when the one before it went well.</summary>
internal sealed class ReachChecks(TimeProvider clock)
{
    /// <summary>How long the name may take to resolve.</summary>
    private static readonly TimeSpan NamePatience = TimeSpan.FromSeconds(10);

    /// <summary>Looks, and tells each finding as it is made.</summary>
    /// <returns>Whether the host can be talked to.</returns>
    public async Task<bool> RunAsync(ProviderConfig provider, Action<Check> found, CancellationToken cancellation)
    {
        if (Proxy.On(provider.BaseUrl) is { } proxy)
        {
            // The proxy finds the provider and speaks to it; what this machine could resolve or connect to by itself says nothing.
            string words = $"requests go through the proxy {proxy}";
            found(Check.Skipped(CheckNames.Dns, words));
            found(Check.Skipped(CheckNames.Tcp, words));
            found(Check.Skipped(CheckNames.Tls, words));
            return true;
        }

        (Check name, ImmutableArray<IPAddress> addresses) = await TimedAsync(() => ResolveAsync(provider, cancellation));
        found(name);
        if (addresses.IsEmpty)
        {
            found(Check.Skipped(CheckNames.Tcp, "no address"));
            found(Check.Skipped(CheckNames.Tls, "no address"));
            return false;
        }

        (Check port, Socket? socket) = await TimedAsync(() => ConnectAsync(provider, addresses, cancellation));
        found(port);
        using (socket)
        {
            if (socket is null)
            {
                found(Check.Skipped(CheckNames.Tls, "no connection"));
                return false;
            }

            if (provider.BaseUrl.Scheme != Uri.UriSchemeHttps)
            {
                found(Check.Skipped(CheckNames.Tls, ListenAddress.IsLoopback(provider.BaseUrl.Host) ? "http on this machine" : "http: keys and prompts travel unencrypted"));
                return true;
            }

            (Check certificate, bool trusted) = await TimedAsync(() => new TlsCheck(clock).RunAsync(provider, socket, cancellation));
            found(certificate);
            return trusted;
        }
    }

    private async Task<(Check, ImmutableArray<IPAddress>)> ResolveAsync(ProviderConfig provider, CancellationToken cancellation)
    {
        string host = provider.BaseUrl.IdnHost;
        if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address))
        {
            return (Check.Skipped(CheckNames.Dns, $"{address} is an address already"), [address]);
        }

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(NamePatience, clock, cancellation);
            string first = string.Join(", ", addresses.Take(3).Select(one => one.ToString()));
            return (Check.Ok(CheckNames.Dns, $"{host} is {first}{(addresses.Length > 3 ? $" and {addresses.Length - 3} more" : "")}"), [.. addresses]);
        }
        catch (SocketException exception)
        {
            return (Check.Failed(CheckNames.Dns, $"{host} can't be resolved: {exception.Message}", $"check the spelling in \"providers.{provider.Name}.baseUrl\", and this machine's DNS"), []);
        }
        catch (TimeoutException)
        {
            return (Check.Failed(CheckNames.Dns, $"{host} was not resolved within {NamePatience.TotalSeconds:0} s", "check this machine's DNS"), []);
        }
    }

    private async Task<(Check, Socket?)> ConnectAsync(ProviderConfig provider, ImmutableArray<IPAddress> addresses, CancellationToken cancellation)
    {
        int port = provider.BaseUrl.Port;
        List<string> refusals = [];
        foreach (IPAddress address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = new CancellationTokenSource(provider.Timeouts.Connect, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), either.Token);
                string others = refusals.Count == 0 ? "" : $", but not {string.Join("; ", refusals)}";
                return (Check.Ok(CheckNames.Tcp, $"{new IPEndPoint(address, port)} answers{others}"), socket);
            }
            catch (SocketException exception)
            {
                refusals.Add($"{new IPEndPoint(address, port)} ({exception.Message})");
                socket.Dispose();
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                refusals.Add($"{new IPEndPoint(address, port)} (no answer within {provider.Timeouts.Connect.TotalSeconds:0.#} s)");
                socket.Dispose();
            }
        }

        string hint = ListenAddress.IsLoopback(provider.BaseUrl.Host)
            ? $"start the server, or mend the port in \"providers.{provider.Name}.baseUrl\""
            : $"check the port in \"providers.{provider.Name}.baseUrl\", and firewalls on the way";
        return (Check.Failed(CheckNames.Tcp, string.Join("; ", refusals), hint), null);
    }

    private async Task<(Check, T)> TimedAsync<T>(Func<Task<(Check, T)>> step)
    {
        long started = clock.GetTimestamp();
        (Check check, T value) = await step();
        return (check.Status == CheckStatus.Skipped ? check : check with { Milliseconds = (long)clock.GetElapsedTime(started).TotalMilliseconds }, value);
    }
}
