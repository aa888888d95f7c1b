using System.Text;

namespace Router.Protocol.Tests.Compression;

/// <summary>Makes the plain contents of the vectors again, the same on every machine, so that only compressed ones are stored.</summary>
internal static class TestContent
{
    private static readonly string[] Words =
        ["the", "router", "sends", "every", "request", "to", "a", "healthy", "model", "and", "counts", "tokens", "until", "budget", "ends", "now"];

    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];

    /// <summary>Text like the body of a chat request; <paramref name="variety"/> distinct messages, taken in a random order.</summary>
    public static byte[] Json(int length, uint seed, int variety)
    {
        var random = new Lcg(seed);
        var messages = new string[variety];
        for (int i = 0; i < variety; i++) messages[i] = Message(ref random, i);

        var text = new StringBuilder("{\"model\":\"large\",\"messages\":[");
        while (text.Length < length) text.Append(messages[random.Next(variety)]);
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    public static byte[] Noise(int length, uint seed)
    {
        var random = new Lcg(seed);
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)random.Next(256);
        return bytes;
    }

    /// <summary>Bytes of a few values without repeated strings: nearly all literals, worth a Huffman code.</summary>
    public static byte[] Skewed(int length, uint seed, int values)
    {
        var random = new Lcg(seed);
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)('a' + Math.Min(random.Next(values), random.Next(values)));
        return bytes;
    }

    /// <summary>Lines of digits that share a shape, which gives many short matches and offsets that repeat.</summary>
    public static byte[] Table(int length, uint seed)
    {
        var random = new Lcg(seed);
        var text = new StringBuilder();
        for (int row = 0; text.Length < length; row++)
        {
            text.Append("row=").Append(row).Append(";id=").Append(random.Next(50)).Append(";ok=").Append(random.Next(2)).Append(";\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    public static byte[] Run(int length, byte value)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, value);
        return bytes;
    }

    /// <summary>Noise, a long stretch of something else, and the same noise again: a match from far away.</summary>
    public static byte[] Distant(int length, uint seed)
    {
        byte[] noise = Noise(1500, seed);
        var bytes = Run(length, (byte)'.');
        noise.CopyTo(bytes, 0);
        noise.CopyTo(bytes, length - noise.Length);
        return bytes;
    }

    private static string Message(ref Lcg random, int number)
    {
        var text = new StringBuilder();
        text.Append("{\"id\":").Append(number).Append(",\"role\":\"").Append(Roles[random.Next(Roles.Length)]).Append("\",\"content\":\"");
        int words = 3 + random.Next(12);
        for (int i = 0; i < words; i++) text.Append(i == 0 ? string.Empty : " ").Append(Words[random.Next(Words.Length)]);
        return text.Append("\"},").ToString();
    }
}
