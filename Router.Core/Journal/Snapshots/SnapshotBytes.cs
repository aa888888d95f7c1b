using System.Buffers.Binary;
using System.Text;
using Router.Core.Journal.Segments;

namespace Router.Core.Journal.Snapshots;

/// <summary>
/// A snapshot file, little-endian: <c>ROUTERS1</c>, CRC-32C of everything behind it, number of sections; each section: length of the name and the
/// name, version, position, length of the state and the state.
/// </summary>
internal static class SnapshotBytes
{
    private const int HeadLength = 16;
    private const int SectionHead = 17;

    private static ReadOnlySpan<byte> Magic => "ROUTERS1"u8;

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<SnapshotSection> sections)
    {
        byte[] bytes = new byte[checked(HeadLength + sections.Sum(section => SectionHead + Encoding.ASCII.GetByteCount(section.Name) + section.Snapshot.State.Length))];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), sections.Count);
        Span<byte> rest = bytes.AsSpan(HeadLength);
        foreach (SnapshotSection section in sections)
        {
            int name = Encoding.ASCII.GetBytes(section.Name, rest[1..]);
            rest[0] = (byte)name;
            rest = rest[(1 + name)..];
            BinaryPrimitives.WriteInt32LittleEndian(rest, section.Snapshot.Version);
            BinaryPrimitives.WriteInt64LittleEndian(rest[4..], section.Position);
            BinaryPrimitives.WriteInt32LittleEndian(rest[12..], section.Snapshot.State.Length);
            section.Snapshot.State.Span.CopyTo(rest[16..]);
            rest = rest[(16 + section.Snapshot.State.Length)..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Checksum.Of(bytes.AsSpan(12)));
        return bytes;
    }

    /// <summary>Reads a snapshot; null when it is not what was written.</summary>
    public static IReadOnlyList<SnapshotSection>? Read(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> head = bytes.Span;
        if (head.Length < HeadLength || !head.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(head[8..]) != Checksum.Of(head[12..]))
        {
            return null;
        }

        var sections = new SnapshotSection[BinaryPrimitives.ReadInt32LittleEndian(head[12..])];
        ReadOnlyMemory<byte> rest = bytes[HeadLength..];
        for (int index = 0; index < sections.Length; index++)
        {
            ReadOnlySpan<byte> section = rest.Span;
            int name = section[0];
            int length = BinaryPrimitives.ReadInt32LittleEndian(section[(1 + name + 12)..]);
            sections[index] = new SnapshotSection(
                Encoding.ASCII.GetString(section.Slice(1, name)),
                BinaryPrimitives.ReadInt64LittleEndian(section[(1 + name + 4)..]),
                new ProjectionSnapshot(BinaryPrimitives.ReadInt32LittleEndian(section[(1 + name)..]), rest.Slice(SectionHead + name, length)));
            rest = rest[(SectionHead + name + length)..];
        }

        return sections;
    }
}
