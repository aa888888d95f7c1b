namespace Router.Core.Spend.Accounting;

/// <summary>What was spent in one period; another period starts at nothing.</summary>
internal struct PeriodSum
{
    private long _start;
    private Money _spent;

    public readonly Money In(long start) => _start == start ? _spent : Money.Zero;

    public void Add(Money amount, long start)
    {
        _spent = In(start) + amount;
        _start = start;
    }
}
