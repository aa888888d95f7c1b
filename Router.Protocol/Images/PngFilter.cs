using System.Numerics;

namespace Router.Protocol.Images;

/// <summary>The five ways to say a row of a PNG by its neighbours (PNG specification, 9.2). What lies left of and above the picture counts as 0.</summary>
internal static class PngFilter
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>Gets a row back in place.</summary>
    /// <param name="filter">The number before the row.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above it, of the same length.</param>
    /// <param name="distance">How many bytes the left neighbour is away, ≥ 1.</param>
    /// <returns>False when there is no such filter.</returns>
    public static bool TryUndo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        int first = Math.Min(distance, row.Length);
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                for (int at = first; at < row.Length; at++)
                {
                    row[at] += row[at - distance];
                }

                return true;
            case 2:
                for (int at = 0; at < row.Length; at++)
                {
                    row[at] += above[at];
                }

                return true;
            case 3:
                for (int at = 0; at < first; at++)
                {
                    row[at] += (byte)(above[at] >> 1);
                }

                for (int at = first; at < row.Length; at++)
                {
                    row[at] += (byte)((row[at - distance] + above[at]) >> 1);
                }

                return true;
            case 4:
                for (int at = 0; at < first; at++)
                {
                    row[at] += above[at]; // the nearest of 0, above and 0
                }

                for (int at = first; at < row.Length; at++)
                {
                    row[at] += Nearest(row[at - distance], above[at], above[at - distance]);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Says a row by its neighbours.</summary>
    /// <param name="filter">The number of the filter.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above it, of the same length.</param>
    /// <param name="distance">How many bytes the left neighbour is away, ≥ 1, at most the row's length.</param>
    /// <param name="filtered">Gets it, of the same length.</param>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        for (int at = 0; at < distance; at++)
        {
            filtered[at] = (byte)(row[at] - filter switch
            {
                2 or 4 => above[at],
                3 => above[at] >> 1,
                _ => 0,
            });
        }

        ReadOnlySpan<byte> left = row[..^distance];
        ReadOnlySpan<byte> corner = above[..left.Length];
        row = row.Slice(distance, left.Length);
        above = above.Slice(distance, left.Length);
        filtered = filtered.Slice(distance, left.Length);
        switch (filter)
        {
            case 1:
                Subtract(row, left, filtered);
                break;
            case 2:
                Subtract(row, above, filtered);
                break;
            case 3:
                for (int at = 0; at < filtered.Length; at++)
                {
                    filtered[at] = (byte)(row[at] - ((left[at] + above[at]) >> 1));
                }

                break;
            case 4:
                for (int at = 0; at < filtered.Length; at++)
                {
                    filtered[at] = (byte)(row[at] - Nearest(left[at], above[at], corner[at]));
                }

                break;
            default:
                row.CopyTo(filtered);
                break;
        }
    }

    private static void Subtract(ReadOnlySpan<byte> row, ReadOnlySpan<byte> neighbours, Span<byte> filtered)
    {
        int at = 0;
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            (new Vector<byte>(row[at..]) - new Vector<byte>(neighbours[at..])).CopyTo(filtered[at..]);
        }

        for (; at < row.Length; at++)
        {
            filtered[at] = (byte)(row[at] - neighbours[at]);
        }
    }

    /// <summary>Paeth's predictor: of the three neighbours the one nearest to left + above - corner; in doubt the first.</summary>
    private static byte Nearest(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - corner - corner);
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
