using System.Globalization;
using System.Text;

namespace Chaos;

/// <summary>A request as a provider read it off its connection.</summary>
/// <param name="Id">Which.</param>
/// <param name="Stream">Whether it asks for a stream.</param>
internal readonly record struct RawRequest(int Id, bool Stream)
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    /// <summary>Reads the next request of a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="slow">Whether to read the body a little at a time.</param>
    /// <returns>Null when the other end has closed instead.</returns>
    public static async Task<RawRequest?> ReadAsync(Stream connection, Func<bool> slow)
    {
        byte[] buffer = new byte[16 * 1024];
        int filled = 0, head;
        while ((head = buffer.AsSpan(0, filled).IndexOf(HeadEnd)) < 0)
        {
            int read = await connection.ReadAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                return null;
            }

            filled += read;
        }

        byte[] body = new byte[Length(Encoding.ASCII.GetString(buffer, 0, head))];
        int have = filled - head - HeadEnd.Length;
        buffer.AsSpan(head + HeadEnd.Length, have).CopyTo(body);
        bool slowly = slow();
        while (have < body.Length)
        {
            if (slowly)
            {
                await Task.Delay(2);
            }

            int read = await connection.ReadAsync(body.AsMemory(have, slowly ? Math.Min(8 * 1024, body.Length - have) : body.Length - have));
            if (read == 0)
            {
                return null;
            }

            have += read;
        }

        return new RawRequest(Question.IdIn(body), Question.StreamIn(body));
    }

    private static int Length(string head)
    {
        const string Name = "\r\ncontent-length:";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        return int.Parse(head.AsSpan(start, (head.IndexOf('\r', start) is > 0 and var end ? end : head.Length) - start), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
