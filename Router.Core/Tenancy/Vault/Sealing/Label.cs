using System.Buffers.Binary;
using System.Text;

namespace Router.Core.Tenancy.Vault.Sealing;

/// <summary>What a sealed text is bound to (its associated data), so that nobody who can write the store moves it to another tenant, user, name or version, or sends it elsewhere.</summary>
internal static class Label
{
    public static byte[] OfDataKey(string tenant) => Join(0, "data key", tenant.ToLowerInvariant());

    public static byte[] OfSecret(string tenant, string? user, string name, string destination, long number) =>
        Join(number, user is null ? "tenant's secret" : "user's secret", tenant.ToLowerInvariant(), user?.ToLowerInvariant() ?? "", name.ToLowerInvariant(), destination);

    public static byte[] OfConfiguration(long version) => Join(version, "configuration");

    /// <summary>Every part behind its length: no two different lists read the same.</summary>
    private static byte[] Join(long number, params ReadOnlySpan<string> parts)
    {
        var label = new MemoryStream();
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, number);
        label.Write(length);
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt64BigEndian(length, bytes.Length);
            label.Write(length);
            label.Write(bytes);
        }

        return label.ToArray();
    }
}
