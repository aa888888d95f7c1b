using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Router.Core.Tenancy;

/// <summary>
/// A network (<c>10.0.0.0/8</c>, <c>2001:db8::/32</c>) or a single address. Addresses of IPv4 are the same whether they come as such or mapped into IPv6
/// (<c>::ffff:10.1.2.3</c>), as they do on a socket that listens on both.
/// </summary>
public readonly record struct NetworkRange
{
    private const int Bits = 128;
    private const int MappedBits = 96;

    private static readonly UInt128 Mapped = (UInt128)0xFFFF << 32;

    private readonly UInt128 _network;
    private readonly UInt128 _mask;

    private NetworkRange(UInt128 network, UInt128 mask) => (_network, _mask) = (network, mask);

    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The network.</param>
    /// <param name="problem">What is wrong with it and how to fix it; null when nothing is.</param>
    public static bool TryParse(string text, out NetworkRange range, out string? problem)
    {
        range = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string head = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(head, out IPAddress? address) || !IsPlain(address, head))
        {
            problem = $"\"{text}\" is not an address or network; write 10.1.2.3, 10.0.0.0/8 or 2001:db8::/32";
            return false;
        }

        bool isOld = address.AddressFamily == AddressFamily.InterNetwork;
        int longest = isOld ? Bits - MappedBits : Bits;
        if (!TryReadLength(text, slash, longest, out int length))
        {
            problem = $"\"{text}\" has no valid length behind the \"/\"; it is 0 to {longest}";
            return false;
        }

        length += isOld ? MappedBits : 0;
        UInt128 mask = length == 0 ? 0 : UInt128.MaxValue << (Bits - length);
        range = new NetworkRange(ValueOf(address) & mask, mask);
        problem = range._network == ValueOf(address) ? null : $"\"{text}\" is an address inside a network; write {Describe(range._network, isOld)}{text[slash..]} for the network, or {head} for the address alone";
        return problem is null;
    }

    /// <summary>Whether an address lies in it. Allocates nothing.</summary>
    public bool Contains(IPAddress address) => (ValueOf(address) & _mask) == _network;

    // IPAddress also reads 10.1, 0x0a000001 and 012.0.0.1, which hardly anyone means; and zones (%eth0) name an interface, not a network.
    private static bool IsPlain(IPAddress address, string text) =>
        address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : !text.AsSpan().ContainsAny('%', '[', ']');

    private static bool TryReadLength(string text, int slash, int longest, out int length)
    {
        length = longest;
        return slash < 0 || (int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= longest);
    }

    private static UInt128 ValueOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out int written) && written == 4
            ? Mapped | BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static IPAddress Describe(UInt128 network, bool isOld)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, network);
        return new IPAddress(isOld ? bytes[12..] : bytes);
    }
}
