using System.Buffers.Binary;

namespace Router.Core.Journal.Segments;

/// <summary>
/// The 36 bytes before a record's type, id and payload, little-endian: <c>RJR1</c>, the whole frame's length, CRC-32C of everything behind it,
/// position, time (UTC ticks), how much of the segment was durable when it was written, schema version, length of the type's name, length of the id.
/// </summary>
/// <param name="Length">The whole frame's length in bytes.</param>
/// <param name="Sum">The checksum.</param>
/// <param name="Position">The record's position; a mark has that of the record before it.</param>
/// <param name="Ticks">When it was appended.</param>
/// <param name="Durable">So many bytes of the segment were safe when this was written: damage before there is no torn tail.</param>
/// <param name="Version">The schema version.</param>
/// <param name="TypeLength">The length of the type's name; 0 for the journal's own marks.</param>
/// <param name="IdLength">The length of the id.</param>
internal readonly record struct FrameHead(int Length, uint Sum, long Position, long Ticks, uint Durable, ushort Version, byte TypeLength, byte IdLength)
{
    public const int Size = 36;
    public const int MaxPayload = 1 << 20;
    public const int MaxLength = Size + RecordType.MaxName + byte.MaxValue + MaxPayload;

    /// <summary>"RJR1", the first four bytes.</summary>
    public const uint Magic = 0x31524A52;

    private const int SumAt = 8;
    private const int SummedFrom = 12;
    private const int DurableAt = 28;

    /// <summary>Whether it is one of the journal's own.</summary>
    public bool IsMark => TypeLength == 0;

    public int PayloadLength => Length - Size - TypeLength - IdLength;

    /// <summary>Writes everything but what only the segment knows.</summary>
    public void Write(Span<byte> frame)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], Length);
        BinaryPrimitives.WriteInt64LittleEndian(frame[12..], Position);
        BinaryPrimitives.WriteInt64LittleEndian(frame[20..], Ticks);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[32..], Version);
        frame[34] = TypeLength;
        frame[35] = IdLength;
    }

    /// <summary>Reads a head; false when these bytes begin no frame.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHead head)
    {
        head = default;
        if (bytes.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            return false;
        }

        head = new FrameHead(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[SumAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[DurableAt..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[32..]),
            bytes[34],
            bytes[35]);
        return head.Length <= MaxLength && head.PayloadLength >= 0;
    }

    /// <summary>Whether a whole frame is what was written into the segment.</summary>
    public bool Matches(ReadOnlySpan<byte> frame, SegmentName segment) => Sum == Checksum.Of(frame[SummedFrom..Length], (ulong)segment.First);

    /// <summary>Makes frames in a row ready for a segment.</summary>
    public static void Finish(Span<byte> frames, SegmentName segment, uint durable)
    {
        while (frames.Length > 0)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(frames[4..]);
            BinaryPrimitives.WriteUInt32LittleEndian(frames[DurableAt..], durable);
            BinaryPrimitives.WriteUInt32LittleEndian(frames[SumAt..], Checksum.Of(frames[SummedFrom..length], (ulong)segment.First));
            frames = frames[length..];
        }
    }
}
