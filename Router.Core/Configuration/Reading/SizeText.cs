using System.Globalization;

namespace Router.Core.Configuration.Reading;

/// <summary>Sizes as written in router.json: <c>8k</c>, <c>256m</c>. Tokens count in thousands, bytes in powers of 1,024.</summary>
public static class SizeText
{
    /// <summary>The unit of token counts.</summary>
    public const int Tokens = 1000;

    /// <summary>The unit of byte counts.</summary>
    public const int Bytes = 1024;

    /// <summary>Reads a size.</summary>
    /// <param name="text">Digits, and <c>k</c>, <c>m</c> or <c>g</c> in either case.</param>
    /// <param name="unit"><see cref="Tokens"/> or <see cref="Bytes"/>.</param>
    /// <param name="size">The number.</param>
    public static bool TryParse(string text, int unit, out long size)
    {
        size = 0;
        int power = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch { 'k' => 1, 'm' => 2, 'g' => 3, _ => 0 };
        ReadOnlySpan<char> digits = text.AsSpan(0, text.Length - (power > 0 ? 1 : 0));
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count))
        {
            return false;
        }

        for (int step = 0; step < power && count < long.MaxValue / unit; step++)
        {
            count *= unit;
        }

        if (count >= long.MaxValue / unit || count != decimal.Truncate(count))
        {
            return false;
        }

        size = (long)count;
        return true;
    }
}
