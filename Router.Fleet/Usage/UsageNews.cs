using System.Collections.Immutable;
using Router.Core.Usage;

namespace Router.Fleet.Usage;

/// <summary>Tells of the messages of this node as they end: for what is shown live. The fleet's sums are made where the money is.</summary>
internal sealed class UsageNews
{
    private ImmutableArray<Action<UsageRecord>> _listeners = [];

    public void Listen(Action<UsageRecord> heard) => ImmutableInterlocked.Update(ref _listeners, static (all, heard) => all.Add(heard), heard);

    public void Tell(UsageRecord record)
    {
        foreach (Action<UsageRecord> heard in _listeners)
        {
            heard(record);
        }
    }
}
