using System.Collections.Concurrent;

namespace Router.Fleet.Tests.Hosting;

/// <summary>Counts calls of the project's grains by their interface.</summary>
internal sealed class CallCount : IOutgoingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Of(string grainInterface) => _counts.GetValueOrDefault(grainInterface);

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        _counts.AddOrUpdate(context.InterfaceName.Split('.')[^1], 1, static (_, count) => count + 1);
        return context.Invoke();
    }
}
