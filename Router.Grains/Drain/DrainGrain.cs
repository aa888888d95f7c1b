using Router.Grains.Hosting;
using Router.Grains.Nodes;

namespace Router.Grains.Drain;

/// <summary>Keeps which providers are drained, for all nodes.</summary>
internal sealed class DrainGrain([PersistentState("drain", GrainNames.Storage)] IPersistentState<DrainKept> kept) : Grain, IDrainGrain
{
    private readonly Listeners _listeners = new();

    private DrainNews News => new(kept.State.Version, kept.State.Providers);

    public async Task<DrainNews> SetAsync(string provider, bool drained)
    {
        DrainKept before = kept.State;
        if (before.Providers.Contains(provider, StringComparer.Ordinal) == drained)
        {
            return News;
        }

        kept.State = new DrainKept { Version = before.Version + 1, Providers = drained ? before.Providers.Add(provider) : before.Providers.Remove(provider, StringComparer.Ordinal) };
        try
        {
            await kept.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // whether it is stored nobody knows: the next owner reads it
            throw;
        }

        await _listeners.TellAsync(listener => listener.HearAsync(News));
        return News;
    }

    public Task<DrainNews> JoinAsync(string node, INodeListener listener)
    {
        _listeners.Add(node, listener);
        return Task.FromResult(News);
    }
}
