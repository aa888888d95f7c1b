using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Router.Protocol.Anthropic.Digests;

/// <summary>Hashes parts so that different sequences of parts never look alike: each has a kind and its length before it. Small parts are gathered, since each call of the hash has its price.</summary>
internal sealed class DigestWriter : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _gathered = new byte[4096];
    private int _filled;

    /// <summary>Takes a part.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="bytes">Its bytes.</param>
    public void Write(byte kind, ReadOnlySpan<byte> bytes = default)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        Append(head);
        Append(bytes);
    }

    /// <summary>The hash of what was written, 32 bytes; the next digest begins.</summary>
    public byte[] Take()
    {
        Flush();
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _gathered.Length - _filled)
        {
            Flush();
        }

        if (bytes.Length > _gathered.Length)
        {
            _hash.AppendData(bytes);
            return;
        }

        bytes.CopyTo(_gathered.AsSpan(_filled));
        _filled += bytes.Length;
    }

    private void Flush()
    {
        _hash.AppendData(_gathered, 0, _filled);
        _filled = 0;
    }
}
