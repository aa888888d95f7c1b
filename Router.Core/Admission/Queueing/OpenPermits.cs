using System.Collections.Immutable;
using Router.Core.Admission.State;
using Router.Core.Admission.Windows;

namespace Router.Core.Admission.Queueing;

/// <summary>The permits that are out.</summary>
internal sealed class OpenPermits
{
    private readonly Dictionary<PermitId, OpenPermit> _byId = [];

    public int Count => _byId.Count;

    /// <summary>No permit expires earlier; never when none is out.</summary>
    public long NextExpiry { get; private set; } = SlidingWindow.Never;

    public bool Contains(PermitId id) => _byId.ContainsKey(id);

    public bool TryGet(PermitId id, out OpenPermit permit) => _byId.TryGetValue(id, out permit);

    public void Add(in OpenPermit permit)
    {
        _byId.Add(permit.Id, permit);
        NextExpiry = Math.Min(NextExpiry, permit.ExpiresAt);
    }

    public bool TryRemove(PermitId id, out OpenPermit permit)
    {
        bool found = _byId.Remove(id, out permit);
        NextExpiry = _byId.Count == 0 ? SlidingWindow.Never : NextExpiry;
        return found;
    }

    public void Renew(PermitId id, long expires)
    {
        if (_byId.TryGetValue(id, out OpenPermit permit) && permit.ExpiresAt < expires)
        {
            _byId[id] = permit with { ExpiresAt = expires };
        }
    }

    public ImmutableArray<OpenPermit> RemoveExpired(long now)
    {
        ImmutableArray<OpenPermit> expired = [.. _byId.Values.Where(permit => permit.ExpiresAt <= now).OrderBy(permit => permit.RequestTotal)];
        foreach (OpenPermit permit in expired)
        {
            _byId.Remove(permit.Id);
        }

        NextExpiry = _byId.Count == 0 ? SlidingWindow.Never : _byId.Values.Min(permit => permit.ExpiresAt);
        return expired;
    }

    public ImmutableArray<OpenPermit> Save() => [.. _byId.Values.OrderBy(permit => permit.RequestTotal)];
}
