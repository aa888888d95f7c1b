using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Router.Protocol.Images;

/// <summary>What the chunks of a PNG hold. Colour profiles, texts and animations are not looked at.</summary>
internal sealed class PngFile
{
    /// <summary>The first bytes of every PNG.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private const int Frame = 12; // length, type and checksum of a chunk
    private const int MostPalette = 256 * 3;

    private readonly byte[] _png;
    private readonly int _length;
    private PngHeader _header;
    private bool _hasData;
    private bool _dataIsOver;
    private int _dataLength;

    private PngFile(byte[] png, int length) => (_png, _length) = (png, length);

    public PngHeader Header => _header;

    /// <summary>Three bytes an entry; empty when there is none.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>The alpha of the first entries of the palette, or the samples, of two bytes each, of the colour that is transparent; empty when there are none.</summary>
    public byte[] Transparency { get; private set; } = [];

    /// <summary>Whether pixels may be transparent.</summary>
    public bool HasAlpha => Header.Color is PngColor.GrayAlpha or PngColor.Rgba || Transparency.Length > 0;

    /// <summary>The compressed rows.</summary>
    public ArraySegment<byte> Data => new(_png, 0, _dataLength);

    /// <summary>Reads a file.</summary>
    /// <param name="png">The file. It is written over: the data of all its IDAT chunks moves together to its beginning, and stays there as <see cref="Data"/>.</param>
    /// <param name="length">How many bytes of it are the file.</param>
    /// <param name="file">The file.</param>
    /// <returns>False when it is no whole and valid PNG, or one that is not read (<see cref="PngHeader.TryRead"/>).</returns>
    public static bool TryRead(byte[] png, int length, [NotNullWhen(true)] out PngFile? file)
    {
        file = new PngFile(png, length);
        if (!png.AsSpan(0, length).StartsWith(Signature) || !file.ReadChunks())
        {
            file = null;
        }

        return file is not null;
    }

    private bool ReadChunks()
    {
        for (int at = Signature.Length; _length - at >= Frame;)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(_png.AsSpan(at));
            if (size > (uint)(_length - at - Frame))
            {
                return false;
            }

            int end = at + 8 + (int)size;
            if (Crc32.Compute(_png.AsSpan((at + 4)..end)) != BinaryPrimitives.ReadUInt32BigEndian(_png.AsSpan(end)))
            {
                return false;
            }

            ReadOnlySpan<byte> type = _png.AsSpan(at + 4, 4);
            if (type.SequenceEqual("IEND"u8))
            {
                return _hasData && (Header.Color != PngColor.Palette || Palette.Length > 0);
            }

            if (!Take(type, (at + 8)..end))
            {
                return false;
            }

            at = end + 4;
        }

        return false;
    }

    private bool Take(ReadOnlySpan<byte> type, Range data)
    {
        if (Header == default)
        {
            return type.SequenceEqual("IHDR"u8) && PngHeader.TryRead(_png.AsSpan(data), out _header);
        }

        if (type.SequenceEqual("IDAT"u8))
        {
            _hasData = true;
            _png.AsSpan(data).CopyTo(_png.AsSpan(_dataLength));
            _dataLength += data.End.Value - data.Start.Value;
            return !_dataIsOver;
        }

        _dataIsOver = _hasData;
        if (type.SequenceEqual("PLTE"u8))
        {
            Palette = Palette.Length == 0 ? _png[data] : [];
            return !_hasData && Palette.Length is > 0 and <= MostPalette && Palette.Length % 3 == 0;
        }

        if (type.SequenceEqual("tRNS"u8))
        {
            Transparency = _png[data];
            return !_hasData && Transparency.Length > 0 && Header.Color switch
            {
                PngColor.Gray => Transparency.Length == 2,
                PngColor.Rgb => Transparency.Length == 6,
                PngColor.Palette => Transparency.Length <= Palette.Length / 3,
                _ => false,
            };
        }

        const byte Ancillary = 0x20; // a lower-case letter: the picture can be shown without it
        return (type[0] & Ancillary) != 0;
    }
}
