using System.Buffers.Binary;

namespace Router.Core.Journal.Segments;

/// <summary>
/// A segment's first 32 bytes: <c>ROUTERJ1</c>, the day's number and 0, the position of the last record before it, CRC-32C, 0. It is on disk before the
/// file has its name, so a segment without one is damaged.
/// </summary>
internal static class SegmentHead
{
    public const int Length = 32;

    private static ReadOnlySpan<byte> Magic => "ROUTERJ1"u8;

    public static byte[] Bytes(SegmentName name)
    {
        byte[] head = new byte[Length];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), name.Day.DayNumber);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), name.First - 1);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(24), Checksum.Of(head.AsSpan(0, 24)));
        return head;
    }

    /// <summary>Whether a head is that of a segment of this name.</summary>
    public static bool Fits(ReadOnlySpan<byte> head, SegmentName name) => head.SequenceEqual(Bytes(name));
}
