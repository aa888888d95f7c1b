using System.IO.Compression;
using System.Text;
using Router.Core.Spend;

namespace Router.Core.Caching;

/// <summary>An answer as it is kept.</summary>
/// <param name="Provider">The provider that gave it.</param>
/// <param name="Model">The model that gave it, as the provider knows it.</param>
/// <param name="Tokens">The tokens that it took.</param>
/// <param name="Message">The Anthropic message in JSON.</param>
public sealed record CachedAnswer(string Provider, string Model, TokenCounts Tokens, ReadOnlyMemory<byte> Message)
{
    private const byte Version = 1;
    private const int LargestMessage = 64 << 20;
    private const int Quality = 3; // a third of the text's size, at some 100 MB/s
    private const int Window = 20;

    /// <summary>As bytes: a version, the head, the message compressed.</summary>
    public byte[] Encode()
    {
        using var output = new MemoryStream();
        using var writer = new BinaryWriter(output, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(Provider);
        writer.Write(Model);
        writer.Write(Tokens.Input);
        writer.Write(Tokens.Output);
        writer.Write(Tokens.CacheRead);
        writer.Write(Tokens.CacheWrite5m);
        writer.Write(Tokens.CacheWrite1h);
        writer.Write(Message.Length);
        byte[] compressed = new byte[BrotliEncoder.GetMaxCompressedLength(Message.Length)];
        if (!BrotliEncoder.TryCompress(Message.Span, compressed, out int length, Quality, Window))
        {
            throw new InvalidOperationException("A message did not go into the largest space that compression names.");
        }

        writer.Write(compressed, 0, length);
        writer.Flush();
        return output.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; null for bytes of another version, and for damaged ones.</summary>
    public static CachedAnswer? Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var input = new MemoryStream(bytes.ToArray(), writable: false);
            using var reader = new BinaryReader(input, Encoding.UTF8);
            if (reader.ReadByte() != Version)
            {
                return null;
            }

            (string provider, string model) = (reader.ReadString(), reader.ReadString());
            var tokens = new TokenCounts(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            int length = reader.ReadInt32();
            if (length is < 0 or > LargestMessage)
            {
                return null;
            }

            byte[] message = new byte[length];
            return BrotliDecoder.TryDecompress(bytes.Span[(int)input.Position..], message, out int written) && written == length
                ? new CachedAnswer(provider, model, tokens, message)
                : null;
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or IOException or ArgumentException)
        {
            return null;
        }
    }
}
