using System.Security.Cryptography;

namespace Router.Core.Tenancy.Vault.Sealing;

/// <summary>AES-256-GCM with a random nonce of 96 bits: nonce, tag, sealed text. 2³² sealings under one key keep the odds of two equal nonces below 2⁻³².</summary>
internal static class Envelope
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> about, RandomFill random)
    {
        byte[] envelope = new byte[NonceSize + TagSize + plain.Length];
        Span<byte> nonce = envelope.AsSpan(0, NonceSize);
        random(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plain, envelope.AsSpan(NonceSize + TagSize), envelope.AsSpan(NonceSize, TagSize), about);
        return envelope;
    }

    /// <summary>What was sealed; null when key or <paramref name="about"/> are not those it was sealed with, or a bit of it was changed.</summary>
    public static SecretBuffer? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> about)
    {
        if (envelope.Length < NonceSize + TagSize)
        {
            return null;
        }

        var plain = new SecretBuffer(envelope.Length - NonceSize - TagSize);
        using var cipher = new AesGcm(key, TagSize);
        try
        {
            cipher.Decrypt(envelope[..NonceSize], envelope[(NonceSize + TagSize)..], envelope.Slice(NonceSize, TagSize), plain.Writable, about);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            plain.Dispose();
            return null;
        }
    }
}
