namespace FleetBench;

/// <summary>Counts calls of grains, the runtime's own left out.</summary>
internal sealed class CallCount : IOutgoingGrainCallFilter
{
    private int _gates;
    private int _spend;

    public (int Gates, int Spend) Counts => (Volatile.Read(ref _gates), Volatile.Read(ref _spend));

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceName.EndsWith("IProviderGateGrain", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _gates);
        }
        else if (context.InterfaceName.EndsWith("ISpendAccountGrain", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _spend);
        }

        return context.Invoke();
    }
}
