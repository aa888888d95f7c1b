namespace Router.Core.Admission.Choosing;

/// <summary>
/// Keeps a session at one credential, because a provider's prompt cache belongs to a credential. A session that is not known starts where its hash
/// says, so nodes agree without sharing pins. It has one owner at a time.
/// </summary>
/// <param name="capacity">Pins kept, ≥ 1; the one not used for longest goes first.</param>
/// <param name="lifetime">How long a pin outlives its last use.</param>
public sealed class SessionAffinity(int capacity, TimeSpan lifetime)
{
    private readonly Dictionary<(string Pool, string Session), LinkedListNode<Pin>> _pins = [];
    private readonly LinkedList<Pin> _byUse = new();

    /// <summary>Pins that are kept, expired ones among them.</summary>
    public int Count => _pins.Count;

    /// <summary>The credential of a session, which stays pinned to it; null when none is usable.</summary>
    /// <param name="pool">Whose credentials: a provider, or a provider and family.</param>
    /// <param name="session">The session.</param>
    /// <param name="usable">For each credential whether it can be used now.</param>
    /// <param name="now">The time.</param>
    public int? Choose(string pool, string session, ReadOnlySpan<bool> usable, DateTimeOffset now)
    {
        Forget(now);
        int start = usable.IsEmpty ? 0 : Find(pool, session) ?? (int)(StableHash.Of(session) % (ulong)usable.Length);
        for (int step = 0; step < usable.Length; step++)
        {
            int credential = (start + step) % usable.Length;
            if (usable[credential])
            {
                Keep(pool, session, credential, now);
                return credential;
            }
        }

        return null;
    }

    /// <summary>A credential failed a session: its pin there goes, and the session is pinned to whatever is chosen next.</summary>
    public void Unpin(string pool, string session, int credential)
    {
        if (_pins.TryGetValue((pool, session), out LinkedListNode<Pin>? pin) && pin.Value.Credential == credential)
        {
            Remove(pin);
        }
    }

    private int? Find(string pool, string session) => _pins.TryGetValue((pool, session), out LinkedListNode<Pin>? pin) ? pin.Value.Credential : null;

    private void Keep(string pool, string session, int credential, DateTimeOffset now)
    {
        if (_pins.TryGetValue((pool, session), out LinkedListNode<Pin>? old))
        {
            Remove(old);
        }
        else if (_pins.Count >= capacity)
        {
            Remove(_byUse.First!);
        }

        _pins.Add((pool, session), _byUse.AddLast(new Pin(pool, session, credential, now)));
    }

    private void Forget(DateTimeOffset now)
    {
        while (_byUse.First is { } oldest && oldest.Value.UsedAt + lifetime <= now)
        {
            Remove(oldest);
        }
    }

    private void Remove(LinkedListNode<Pin> pin)
    {
        _pins.Remove((pin.Value.Pool, pin.Value.Session));
        _byUse.Remove(pin);
    }

    private sealed record Pin(string Pool, string Session, int Credential, DateTimeOffset UsedAt);
}
