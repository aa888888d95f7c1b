using System.Buffers;
using Router.Protocol.Compression;
using Xunit;

namespace Router.Protocol.Tests.Compression;

/// <summary>What one call of the decoder gave, with the rented array already copied and returned.</summary>
internal sealed record Decoded(ZstandardError Error)
{
    private byte[]? _output;

    /// <summary>The output; asking for it fails the test when the source was refused.</summary>
    public byte[] Output => _output ?? throw new InvalidOperationException($"The source was refused: {Error}.");

    public static Decoded From(ReadOnlySpan<byte> source, int maximum = 64 * 1024 * 1024)
    {
        bool done = ZstandardDecoder.TryDecode(source, maximum, out byte[]? rented, out int length, out ZstandardError error);
        Assert.Equal(done, rented is not null);
        Assert.Equal(done, error == ZstandardError.None);
        if (rented is null)
        {
            Assert.Equal(0, length);
            return new Decoded(error);
        }

        Assert.InRange(length, 0, Math.Min(Math.Max(maximum, 0), rented.Length));
        byte[] output = rented.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return new Decoded(error) { _output = output };
    }
}
