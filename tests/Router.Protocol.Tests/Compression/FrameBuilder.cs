using System.Buffers.Binary;

namespace Router.Protocol.Tests.Compression;

/// <summary>Puts frames together by hand, for what the reference encoder does not write.</summary>
internal sealed class FrameBuilder
{
    private readonly List<byte> _bytes = [0x28, 0xB5, 0x2F, 0xFD];

    /// <summary>A frame without content size or checksum; the default window is 2 MiB.</summary>
    public FrameBuilder(byte descriptor = 0, byte window = 0x58, params ReadOnlySpan<byte> otherFields)
    {
        _bytes.Add(descriptor);
        _bytes.Add(window);
        _bytes.AddRange(otherFields);
    }

    /// <summary>A frame whose window is its content, with a content size of eight bytes.</summary>
    public static FrameBuilder SingleSegment(ulong contentSize)
    {
        var field = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(field, contentSize);
        return new FrameBuilder(0xE0, field[0], field.AsSpan(1));
    }

    public FrameBuilder Raw(params ReadOnlySpan<byte> content) => Block(0, content.Length, content);

    public FrameBuilder Rle(byte value, int count) => Block(1, count, [value]);

    public FrameBuilder Compressed(params ReadOnlySpan<byte> content) => Block(2, content.Length, content);

    /// <summary>A compressed block of no literals and one sequence, all of whose codes are in RLE mode.</summary>
    public FrameBuilder Sequence(byte literalLengthCode, byte offsetCode, byte matchLengthCode, byte bits) =>
        Compressed(0, 1, 0x54, literalLengthCode, offsetCode, matchLengthCode, bits);

    public FrameBuilder Block(int type, int size, ReadOnlySpan<byte> content, bool isLast = false)
    {
        int header = (isLast ? 1 : 0) | (type << 1) | (size << 3);
        _bytes.AddRange([(byte)header, (byte)(header >> 8), (byte)(header >> 16), .. content]);
        return this;
    }

    /// <summary>The frame, ended by an empty raw block.</summary>
    public byte[] End()
    {
        Block(0, 0, [], isLast: true);
        return [.. _bytes];
    }
}
