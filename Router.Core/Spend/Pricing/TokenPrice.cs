using Router.Core.Configuration;

namespace Router.Core.Spend.Pricing;

/// <summary>What tokens cost, in micro-dollars a million tokens: $3 a million is 3,000,000.</summary>
/// <param name="Input">Uncached input.</param>
/// <param name="Output">Output.</param>
/// <param name="CacheRead">Input read from the prompt cache.</param>
/// <param name="CacheWrite5m">Input written to the prompt cache for 5 minutes.</param>
/// <param name="CacheWrite1h">Input written to the prompt cache for an hour.</param>
public readonly record struct TokenPrice(long Input, long Output, long CacheRead, long CacheWrite5m, long CacheWrite1h)
{
    private const decimal MicrosADollar = 1_000_000;

    /// <summary>A micro-dollar a million tokens is a thousandth of a nano-dollar a thousand tokens.</summary>
    private const int UnitsANano = 1000;

    /// <summary>A million dollars: no message costs more, and sums stay exact.</summary>
    private const long MostNanos = 1_000_000_000_000_000;

    /// <summary>One of the prices in dollars a million tokens.</summary>
    public static decimal UsdOf(long micros) => micros / MicrosADollar;

    /// <summary>No cost.</summary>
    public static TokenPrice Free => default;

    /// <summary>A price in dollars a million tokens, rounded up to a whole micro-dollar.</summary>
    public static TokenPrice FromUsd(decimal input, decimal output, decimal cacheRead, decimal cacheWrite5m, decimal cacheWrite1h) =>
        new(Micros(input), Micros(output), Micros(cacheRead), Micros(cacheWrite5m), Micros(cacheWrite1h));

    /// <summary>What a message costs, rounded up to a whole nano-dollar. More tokens of any kind never cost less.</summary>
    public Money Cost(TokenCounts tokens)
    {
        TokenCounts real = tokens.Clamped();
        Int128 units = (Int128)real.Input * Input + (Int128)real.Output * Output + (Int128)real.CacheRead * CacheRead
            + (Int128)real.CacheWrite5m * CacheWrite5m + (Int128)real.CacheWrite1h * CacheWrite1h;
        return new Money((long)Int128.Min((units + UnitsANano - 1) / UnitsANano, MostNanos));
    }

    /// <summary>The most that a message can cost whose input and output have these bounds, however its input is divided between the cache and the rest.</summary>
    /// <param name="input">At least all input tokens.</param>
    /// <param name="output">At least all output tokens.</param>
    /// <param name="cache">What the request asks of the provider's prompt cache.</param>
    public Money Bound(long input, long output, CacheUse cache)
    {
        long dearest = Math.Max(Math.Max(Input, CacheRead), cache switch
        {
            CacheUse.None => 0,
            CacheUse.FiveMinutes => CacheWrite5m,
            _ => Math.Max(CacheWrite5m, CacheWrite1h),
        });
        return (this with { Input = dearest }).Cost(new TokenCounts(input, output));
    }

    /// <summary>The price with a tenant's multiplier, rounded up.</summary>
    public TokenPrice Times(decimal multiplier) => new(
        Times(Input, multiplier), Times(Output, multiplier), Times(CacheRead, multiplier), Times(CacheWrite5m, multiplier), Times(CacheWrite1h, multiplier));

    /// <summary>
    /// This price with what configuration says instead. Where it names an input price and none for the cache, the cache costs as much as input: a
    /// discount that nobody stated is not given. Its cache write is for both times.
    /// </summary>
    public TokenPrice With(ModelPrice own)
    {
        decimal? cacheRead = own.CacheRead ?? own.Input;
        decimal? cacheWrite = own.CacheWrite ?? own.Input;
        return new TokenPrice(
            own.Input is { } input ? Micros(input) : Input, own.Output is { } output ? Micros(output) : Output, cacheRead is { } read ? Micros(read) : CacheRead,
            cacheWrite is { } write ? Micros(write) : CacheWrite5m, cacheWrite is { } longer ? Micros(longer) : CacheWrite1h);
    }

    private static long Micros(decimal usd) => (long)decimal.Ceiling(usd * MicrosADollar);

    private static long Times(long micros, decimal multiplier) => (long)decimal.Ceiling(micros * multiplier);
}
