using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Router.Core.Tenancy;

namespace Router.Dashboard.SignIn;

/// <summary>Seals tickets with AES-GCM: nonce, then id, hash and end, then the tag. Nobody reads or changes one without the master key.</summary>
internal sealed class SessionSeal(DashboardKeys keys)
{
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int IdLength = 16;
    private const int Content = IdLength + KeyHash.Size + sizeof(long);

    public string Seal(in SessionTicket ticket)
    {
        Span<byte> content = stackalloc byte[Content];
        Convert.FromHexString(ticket.Id, content, out _, out _);
        ticket.Pass.CopyTo(content[IdLength..]);
        BinaryPrimitives.WriteInt64BigEndian(content[(IdLength + KeyHash.Size)..], ticket.Expires.ToUnixTimeSeconds());

        Span<byte> sealedTicket = stackalloc byte[Nonce + Content + Tag];
        RandomNumberGenerator.Fill(sealedTicket[..Nonce]);
        using var cipher = new AesGcm(keys.Sessions, Tag);
        cipher.Encrypt(sealedTicket[..Nonce], content, sealedTicket.Slice(Nonce, Content), sealedTicket[(Nonce + Content)..]);
        return Base64Url.EncodeToString(sealedTicket);
    }

    /// <summary>The ticket; null when it was not sealed under this master key.</summary>
    public SessionTicket? Open(ReadOnlySpan<char> text)
    {
        Span<byte> sealedTicket = stackalloc byte[Nonce + Content + Tag];
        if (text.Length != Base64Url.GetEncodedLength(sealedTicket.Length)
            || Base64Url.DecodeFromChars(text, sealedTicket, out _, out int length) != OperationStatus.Done || length != sealedTicket.Length)
        {
            return null;
        }

        Span<byte> content = stackalloc byte[Content];
        using var cipher = new AesGcm(keys.Sessions, Tag);
        try
        {
            cipher.Decrypt(sealedTicket[..Nonce], sealedTicket.Slice(Nonce, Content), sealedTicket[(Nonce + Content)..], content);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // changed, or sealed under another master key: nobody's session here
        }

        long expires = BinaryPrimitives.ReadInt64BigEndian(content[(IdLength + KeyHash.Size)..]);
        return new SessionTicket(Convert.ToHexStringLower(content[..IdLength]), new KeyHash(content.Slice(IdLength, KeyHash.Size)), DateTimeOffset.FromUnixTimeSeconds(expires));
    }
}
