using System.Collections.Frozen;
using System.Net;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tenancy;

/// <summary>
/// All keys: those of the configuration, fixed but closed when the directory closes whom they name, and those of the directory, as they stand at the moment.
/// Looking one up costs one keyed hash, takes no lock and allocates nothing; the comparison takes the same time for every wrong key.
/// </summary>
public sealed class KeyRing
{
    private readonly KeyHasher _hasher;
    private readonly FrozenDictionary<ulong, (KeyHash Hash, Principal Principal)> _fixed;
    private readonly KeyIndex? _directory;

    /// <summary>Builds the ring.</summary>
    /// <param name="hasher">The hasher that made the hashes.</param>
    /// <param name="keys">Hashes of fixed keys and whom they stand for; of equal hashes the first counts, and before one of the directory.</param>
    /// <param name="directory">The keys of the directory; null for none.</param>
    public KeyRing(KeyHasher hasher, IEnumerable<(byte[] Hash, Principal Principal)> keys, KeyIndex? directory = null)
    {
        _hasher = hasher;
        _directory = directory;
        _fixed = keys.Select(key => (Hash: new KeyHash(key.Hash), key.Principal)).DistinctBy(key => key.Hash.Slot).ToFrozenDictionary(key => key.Hash.Slot);
    }

    /// <summary>Tells a secret that is not ours from others without showing it: its keyed hash, 64 hexadecimal digits.</summary>
    public string FingerprintOf(string secret) => Convert.ToHexStringLower(_hasher.Hash(secret));

    /// <summary>How many fixed client keys there are.</summary>
    public int ClientKeys => _fixed.Values.Count(key => key.Principal.Kind == PrincipalKind.Client);

    /// <summary>Whether there is any client key, fixed or in the directory.</summary>
    public bool HasClientKeys => ClientKeys > 0 || _directory?.HasKeys == true;

    /// <summary>The principal of a fixed key; null when it is not one.</summary>
    public Principal? Find(string key) => FindFixed(_hasher.Of(key));

    /// <summary>Whether a text is a key of this gateway, even one that opens nothing any more: it must not reach a provider.</summary>
    public bool IsOurs(ReadOnlySpan<char> key) => IsOurs(_hasher.Of(key));

    /// <summary>The same of a text in UTF-8.</summary>
    public bool IsOurs(ReadOnlySpan<byte> key) => IsOurs(_hasher.Of(key));

    /// <summary>What to look a key up by again without keeping it.</summary>
    public KeyHash PassOf(ReadOnlySpan<char> key) => _hasher.Of(key);

    /// <summary>Finds whom a key stands for.</summary>
    /// <param name="key">The key as sent.</param>
    /// <param name="now">The time.</param>
    /// <param name="remote">Where the request comes from; null when unknown, and then a key that is bound to networks opens nothing.</param>
    /// <param name="principal">Whom it stands for.</param>
    /// <returns>None when it opens, else why not.</returns>
    public KeyRefusal TryFind(ReadOnlySpan<char> key, DateTimeOffset now, IPAddress? remote, out Principal? principal)
    {
        KeyRefusal refusal = TryFind(_hasher.Of(key), now, remote, out principal);
        return refusal == KeyRefusal.Unknown && KeyText.IsMistyped(key) ? KeyRefusal.Mistyped : refusal;
    }

    /// <summary>The same for who showed the key before, see <see cref="PassOf"/>.</summary>
    public KeyRefusal TryFind(in KeyHash hash, DateTimeOffset now, IPAddress? remote, out Principal? principal)
    {
        principal = FindFixed(hash);
        if (principal is null)
        {
            return _directory?.TryFind(hash, now, remote, out principal) ?? KeyRefusal.Unknown;
        }

        // The admin key is nobody's of the directory, whatever users are called there.
        KeyRefusal closing = principal.Kind == PrincipalKind.Client ? _directory?.Closing(principal) ?? KeyRefusal.None : KeyRefusal.None;
        principal = closing == KeyRefusal.None ? principal : null;
        return closing;
    }

    private bool IsOurs(in KeyHash hash) => FindFixed(hash) is not null || _directory?.Knows(hash) == true;

    private Principal? FindFixed(in KeyHash hash) =>
        _fixed.TryGetValue(hash.Slot, out (KeyHash Hash, Principal Principal) found) && hash.Equals(found.Hash) ? found.Principal : null;
}
