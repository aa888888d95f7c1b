using System.Buffers;

namespace Router.Api.Upstream.Chat;

/// <summary>A body written into one rented buffer that grows. Valid until disposed.</summary>
internal sealed class PooledWriter(int firstSize) : IBufferWriter<byte>, IDisposable
{
    private const int LeastRoom = 256;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(firstSize);
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_buffer.Length - _length < Math.Max(sizeHint, LeastRoom))
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, checked(_length + sizeHint + LeastRoom)));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }
}
