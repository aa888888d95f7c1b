using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Router.Core.Tenancy;

/// <summary>Hashes client and admin keys under a key derived from the master key, so that a copied state folder alone verifies nothing. Any number of callers at once.</summary>
public sealed class KeyHasher
{
    /// <summary>Keys of our own are shorter; longer ones of router.json are hashed from a rented buffer.</summary>
    private const int UsualLength = 256;

    private readonly byte[] _key;

    // A hash from scratch costs three times as much as one from a context that holds the key already.
    private readonly IncrementalHash?[] _idle = new IncrementalHash?[Environment.ProcessorCount * 2];

    /// <summary>Derives the hashing key.</summary>
    /// <param name="masterKey">The master key's bytes.</param>
    public KeyHasher(ReadOnlySpan<byte> masterKey)
    {
        _key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, _key, salt: default, info: "router client keys v1"u8);
    }

    /// <summary>The hash of a key: 32 bytes.</summary>
    public byte[] Hash(string key)
    {
        byte[] hash = new byte[KeyHash.Size];
        Of(key).CopyTo(hash);
        return hash;
    }

    /// <summary>The hash of a key. Allocates nothing for a key of usual length.</summary>
    public KeyHash Of(ReadOnlySpan<char> key)
    {
        int longest = Encoding.UTF8.GetMaxByteCount(key.Length);
        byte[]? rented = longest > UsualLength ? ArrayPool<byte>.Shared.Rent(longest) : null;
        Span<byte> bytes = rented ?? stackalloc byte[UsualLength];
        int length = Encoding.UTF8.GetBytes(key, bytes);
        KeyHash hash = Of(bytes[..length]);
        CryptographicOperations.ZeroMemory(bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    /// <summary>The hash of a key in UTF-8.</summary>
    public KeyHash Of(ReadOnlySpan<byte> key)
    {
        IncrementalHash context = Take();
        Span<byte> hash = stackalloc byte[KeyHash.Size];
        context.AppendData(key);
        context.GetHashAndReset(hash);
        Return(context);
        return new KeyHash(hash);
    }

    private IncrementalHash Take()
    {
        int first = Thread.GetCurrentProcessorId();
        for (int step = 0; step < _idle.Length; step++)
        {
            ref IncrementalHash? place = ref _idle[(first + step) % _idle.Length];
            if (place is not null && Interlocked.Exchange(ref place, null) is { } idle)
            {
                return idle;
            }
        }

        return IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
    }

    private void Return(IncrementalHash context)
    {
        int first = Thread.GetCurrentProcessorId();
        for (int step = 0; step < _idle.Length; step++)
        {
            ref IncrementalHash? place = ref _idle[(first + step) % _idle.Length];
            if (place is null && Interlocked.CompareExchange(ref place, context, null) is null)
            {
                return;
            }
        }

        context.Dispose();
    }
}
