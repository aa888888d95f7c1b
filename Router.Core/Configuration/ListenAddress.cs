using System.Net;

namespace Router.Core.Configuration;

/// <summary>Addresses to listen on.</summary>
public static class ListenAddress
{
    /// <summary>Splits a list of addresses at <c>;</c>.</summary>
    public static string[] Split(string addresses) => addresses.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with an address, and the fix; null when it is right.</summary>
    /// <param name="address">For example <c>http://127.0.0.1:8787</c>; <c>*</c>, <c>+</c> and <c>0.0.0.0</c> are all addresses.</param>
    /// <param name="access">Open access is refused anywhere but on loopback.</param>
    public static string? Check(string address, AccessMode access)
    {
        if (!TryParse(address, out string host, out _))
        {
            return $"\"{address}\" is not an address to listen on; write it like \"http://127.0.0.1:8787\" (TLS belongs to a reverse proxy in front)";
        }

        return access == AccessMode.Open && !IsLoopback(host)
            ? $"\"access\": \"open\" lets anyone in who reaches the port, so it is only allowed on loopback; listen on http://127.0.0.1:8787, or set \"access\": \"keys\""
            : null;
    }

    /// <summary>Whether a host is this machine's loopback.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));

    /// <summary>Splits an address into host and port.</summary>
    public static bool TryParse(string address, out string host, out int port)
    {
        (host, port) = ("", 0);
        string plain = address.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out Uri? url) || url.Scheme != "http" || url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            return false;
        }

        (host, port) = (url.Host, url.Port);
        // Kestrel binds a name that it does not know to every address of the machine; a slip of the pen must not open the gateway.
        return IsLoopback(host) || IPAddress.TryParse(host.Trim('[', ']'), out _);
    }
}
