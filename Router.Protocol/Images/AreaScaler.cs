using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Router.Protocol.Images;

/// <summary>
/// Scales a picture down, row by row: each pixel is the average of the area that it covers, by whole numbers alone, so that the same picture always
/// gives the same bytes. Holds a row of sums.
/// </summary>
internal sealed class AreaScaler
{
    private const int Channels = PixelReader.Channels;
    private readonly int _width;
    private readonly int _height;
    private readonly int _smallWidth;
    private readonly int _smallHeight;
    private readonly uint[] _across;
    private readonly ulong[] _sums;
    private readonly bool _hasAlpha;
    private int _lacks;

    /// <param name="width">Pixels of a row, 1 to <see cref="PngHeader.MostEdge"/>.</param>
    /// <param name="height">Rows, 1 to <see cref="PngHeader.MostEdge"/>.</param>
    /// <param name="smallWidth">Pixels of a smaller row, 1 to <paramref name="width"/>.</param>
    /// <param name="smallHeight">Smaller rows, 1 to <paramref name="height"/>.</param>
    /// <param name="hasAlpha">Whether the smaller rows have an alpha.</param>
    public AreaScaler(int width, int height, int smallWidth, int smallHeight, bool hasAlpha)
    {
        (_width, _height, _smallWidth, _smallHeight, _hasAlpha, _lacks) = (width, height, smallWidth, smallHeight, hasAlpha, height);
        _across = new uint[smallWidth * Channels];
        _sums = new ulong[smallWidth * Channels];
    }

    /// <summary>The length of a smaller row, in bytes.</summary>
    public int SmallLength => _smallWidth * (_hasAlpha ? 4 : 3);

    /// <summary>Takes the next row.</summary>
    /// <param name="pixels">Its pixels as <see cref="PixelReader"/> reads them.</param>
    /// <param name="small">Gets a smaller row, of <see cref="SmallLength"/> bytes, when this one completes it.</param>
    /// <returns>Whether it did.</returns>
    public bool Add(ReadOnlySpan<ushort> pixels, Span<byte> small)
    {
        // A row is smallHeight units high, a smaller row height units: so nothing is ever divided. It reaches into at most two of them.
        AddAcross(pixels);
        int taken = Math.Min(_smallHeight, _lacks);
        AddDown(taken);
        _lacks -= taken;
        if (_lacks > 0)
        {
            return false;
        }

        Write(small);
        Array.Clear(_sums);
        _lacks = _height - (_smallHeight - taken);
        AddDown(_smallHeight - taken);
        return true;
    }

    /// <summary>The same in the row: sums stay under 255 × 255 × <see cref="PngHeader.MostEdge"/> &lt; 2³².</summary>
    private void AddAcross(ReadOnlySpan<ushort> pixels)
    {
        ReadOnlySpan<ulong> packed = MemoryMarshal.Cast<ushort, ulong>(pixels);
        Span<Vector128<uint>> across = MemoryMarshal.Cast<uint, Vector128<uint>>(_across.AsSpan());
        int at = 0;
        int lacks = _width;
        Vector128<uint> sum = Vector128<uint>.Zero;
        foreach (ulong one in packed)
        {
            Vector128<uint> pixel = Vector128.WidenLower(Vector128.CreateScalar(one).AsUInt16());
            int taken = Math.Min(_smallWidth, lacks);
            sum += pixel * (uint)taken;
            lacks -= taken;
            if (lacks == 0)
            {
                across[at++] = sum;
                sum = pixel * (uint)(_smallWidth - taken);
                lacks = _width - (_smallWidth - taken);
            }
        }
    }

    private void AddDown(int weight)
    {
        Span<uint> across = _across;
        Span<ulong> sums = _sums.AsSpan(0, across.Length);
        for (int at = 0; at < across.Length; at++)
        {
            sums[at] += across[at] * (ulong)weight;
        }
    }

    private void Write(Span<byte> small)
    {
        ulong area = (ulong)_width * (ulong)_height;
        int at = 0;
        for (int pixel = 0; pixel < _sums.Length; pixel += Channels)
        {
            ulong alpha = _sums[pixel + 3];
            small[at++] = Rounded(_sums[pixel], alpha);
            small[at++] = Rounded(_sums[pixel + 1], alpha);
            small[at++] = Rounded(_sums[pixel + 2], alpha);
            if (_hasAlpha)
            {
                small[at++] = Rounded(alpha, area);
            }
        }
    }

    private static byte Rounded(ulong sum, ulong by) => by == 0 ? (byte)0 : (byte)((sum + (by / 2)) / by);
}
