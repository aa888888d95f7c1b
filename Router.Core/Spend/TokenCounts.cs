namespace Router.Core.Spend;

/// <summary>Tokens of one message, each kind with a price of its own; each ≥ 0 and none counted twice.</summary>
/// <param name="Input">Input that was neither read from nor written to the provider's prompt cache.</param>
/// <param name="Output">Output.</param>
/// <param name="CacheRead">Input read from the prompt cache.</param>
/// <param name="CacheWrite5m">Input written to the prompt cache for 5 minutes, or without a stated time.</param>
/// <param name="CacheWrite1h">Input written to the prompt cache for an hour.</param>
public readonly record struct TokenCounts(long Input, long Output, long CacheRead = 0, long CacheWrite5m = 0, long CacheWrite1h = 0)
{
    /// <summary>Everything that went in.</summary>
    public long AllInput => Input + CacheRead + CacheWrite5m + CacheWrite1h;

    /// <summary>Everything.</summary>
    public long All => AllInput + Output;

    /// <summary>The sum of each kind.</summary>
    public static TokenCounts operator +(TokenCounts left, TokenCounts right) => new(
        left.Input + right.Input, left.Output + right.Output, left.CacheRead + right.CacheRead,
        left.CacheWrite5m + right.CacheWrite5m, left.CacheWrite1h + right.CacheWrite1h);

    /// <summary>The counts within sane bounds: what a provider reports wrongly must neither refund nor overflow.</summary>
    internal TokenCounts Clamped() => new(Clamp(Input), Clamp(Output), Clamp(CacheRead), Clamp(CacheWrite5m), Clamp(CacheWrite1h));

    private static long Clamp(long tokens) => Math.Clamp(tokens, 0, SpendAccount.MostTokens);
}
