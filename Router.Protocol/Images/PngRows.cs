using System.IO.Compression;

namespace Router.Protocol.Images;

/// <summary>Unpacks the rows of a PNG one after the other; holds two of them.</summary>
internal sealed class PngRows : IDisposable
{
    private readonly ZLibStream _data;
    private readonly int _distance;
    private byte[] _row;
    private byte[] _above;

    public PngRows(PngFile file)
    {
        _data = new ZLibStream(new MemoryStream(file.Data.Array!, file.Data.Offset, file.Data.Count, writable: false), CompressionMode.Decompress);
        _distance = Math.Max(1, file.Header.BitsPerPixel / 8);
        _row = new byte[1 + file.Header.RowLength];
        _above = new byte[_row.Length];
    }

    /// <summary>Unpacks the next row.</summary>
    /// <param name="row">The row as it was before filters; valid until the next call.</param>
    /// <returns>False when the data ends before it or is damaged.</returns>
    public bool TryRead(out ReadOnlySpan<byte> row)
    {
        (_row, _above) = (_above, _row);
        row = _row.AsSpan(1);
        try
        {
            return _data.ReadAtLeast(_row, _row.Length, throwOnEndOfStream: false) == _row.Length && PngFilter.TryUndo(_row[0], _row.AsSpan(1), _above.AsSpan(1), _distance);
        }
        catch (InvalidDataException)
        {
            return false; // the stream has no other way to say it
        }
    }

    /// <summary>Whether the data ends here, with the right checksum.</summary>
    public bool IsAtEnd()
    {
        try
        {
            return _data.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    public void Dispose() => _data.Dispose();
}
