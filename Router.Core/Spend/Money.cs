using System.Globalization;
using System.Text.Json.Serialization;

namespace Router.Core.Spend;

/// <summary>An amount of US dollars, counted in whole nano-dollars: sums are exact, and nothing is ever a fraction of a unit. Sums stop at the largest amount.</summary>
/// <param name="Nanos">Billionths of a dollar.</param>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(long Nanos) : IComparable<Money>
{
    private const long NanosADollar = 1_000_000_000;

    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>The amount in dollars, exactly.</summary>
    public decimal Usd => (decimal)Nanos / NanosADollar;

    /// <summary>An amount of dollars; what is smaller than a nano-dollar is cut off.</summary>
    /// <exception cref="OverflowException">More than 9.2 billion dollars.</exception>
    public static Money FromUsd(decimal usd) => new((long)(usd * NanosADollar));

    /// <summary>The sum.</summary>
    public static Money operator +(Money left, Money right) => new(Saturated((Int128)left.Nanos + right.Nanos));

    /// <summary>The difference.</summary>
    public static Money operator -(Money left, Money right) => new(Saturated((Int128)left.Nanos - right.Nanos));

    /// <summary>Less.</summary>
    public static bool operator <(Money left, Money right) => left.Nanos < right.Nanos;

    /// <summary>More.</summary>
    public static bool operator >(Money left, Money right) => left.Nanos > right.Nanos;

    /// <summary>Not more.</summary>
    public static bool operator <=(Money left, Money right) => left.Nanos <= right.Nanos;

    /// <summary>Not less.</summary>
    public static bool operator >=(Money left, Money right) => left.Nanos >= right.Nanos;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Nanos.CompareTo(other.Nanos);

    /// <summary>Rounded for people: <c>$49.87</c>; less than a cent to two digits that count, <c>$0.0042</c>, so that only nothing is <c>$0.00</c>.</summary>
    public override string ToString()
    {
        decimal step = 0.01m;
        while (Nanos != 0 && Math.Abs(Usd) < step && step > 0.000_000_001m)
        {
            step /= 10;
        }

        // In cents, or one digit further than the first that counts.
        decimal unit = step == 0.01m ? step : Math.Max(step / 10, 0.000_000_001m);
        return "$" + (Math.Round(Usd / unit, MidpointRounding.AwayFromZero) * unit).ToString("0.00#######", CultureInfo.InvariantCulture);
    }

    private static long Saturated(Int128 nanos) => (long)Int128.Clamp(nanos, long.MinValue, long.MaxValue);
}
