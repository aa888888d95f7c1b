using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Router.Grains.Hosting;

/// <summary>The entities of a kind that live on this node: those who must hear when what they are told by configuration changes.</summary>
/// <typeparam name="TGrain">The kind.</typeparam>
internal sealed class Residents<TGrain>
    where TGrain : class, IGrainWithStringKey
{
    private readonly ConcurrentDictionary<string, Resident> _all = new(StringComparer.Ordinal);

    /// <summary>All of them, by their keys.</summary>
    public ImmutableArray<KeyValuePair<string, TGrain>> All => [.. _all.Select(resident => KeyValuePair.Create(resident.Key, resident.Value.Grain))];

    /// <summary>One of them; null when it does not live here.</summary>
    public TGrain? Find(string key) => _all.GetValueOrDefault(key)?.Grain;

    /// <summary>An entity comes up, and is about to read its settings.</summary>
    /// <param name="activation">The activation; an older one of the same entity may still be going.</param>
    public void Add(Grain activation) => _all[activation.GetPrimaryKeyString()] = new Resident(activation, activation.AsReference<TGrain>());

    /// <summary>An entity goes.</summary>
    public void Remove(Grain activation)
    {
        if (_all.TryGetValue(activation.GetPrimaryKeyString(), out Resident? resident) && ReferenceEquals(resident.Activation, activation))
        {
            _all.TryRemove(new(activation.GetPrimaryKeyString(), resident));
        }
    }

    private sealed record Resident(Grain Activation, TGrain Grain);
}
