using System.Text;
using Router.Protocol.Sse;

namespace Router.Protocol.Tests.Sse;

/// <summary>Feeds a stream to a scanner in given pieces and collects what comes out, as a relay would.</summary>
internal static class ScannedStream
{
    /// <summary>The frames of a stream that arrives in these pieces; bytes behind the last frame's end are the tail.</summary>
    public static (List<byte[]> Frames, byte[] Tail) Scan(IEnumerable<byte[]> pieces)
    {
        var scanner = new SseFrameScanner();
        var frames = new List<byte[]>();
        var pending = new List<byte>();
        foreach (byte[] piece in pieces)
        {
            ReadOnlySpan<byte> fresh = piece;
            int end;
            while ((end = scanner.FindFrameEnd(fresh)) >= 0)
            {
                pending.AddRange(fresh[..end]);
                frames.Add([.. pending]);
                pending.Clear();
                fresh = fresh[end..];
            }

            pending.AddRange(fresh);
        }

        return (frames, [.. pending]);
    }

    /// <summary>The frames that have data, as "name|data".</summary>
    public static List<string> Events(IEnumerable<byte[]> pieces) =>
        [.. Scan(pieces).Frames.Select(Read).OfType<string>()];

    /// <summary>The whole, cut in two at every position, and byte by byte.</summary>
    public static IEnumerable<byte[][]> Chunkings(byte[] whole)
    {
        yield return [whole];
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            yield return [whole[..cut], whole[cut..]];
        }

        yield return [.. whole.Select(one => new[] { one })];
    }

    private static string? Read(byte[] bytes)
    {
        SseFrame frame = SseFrame.Parse(bytes);
        return frame.HasData ? $"{Encoding.UTF8.GetString(frame.EventName)}|{Encoding.UTF8.GetString(frame.Data)}" : null;
    }
}
